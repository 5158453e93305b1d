// Exports of two invented forums, for the importers: one as Discourse writes it, one as Stack Exchange does.
import fs from 'node:fs'
import path from 'node:path'

const begin = Date.UTC(2021, 4, 1)
const at = (n, minutes = 0) => new Date(begin + n * 8_000_000 + minutes * 60_000).toISOString()

/** A topic a file. Returns an author who wrote much. */
export async function exportDiscourse(dir, count, { random, title, plainQuestion, plainHelp }) {
  fs.mkdirSync(dir, { recursive: true })
  for (let id = 1; id <= count; id++) {
    const posts = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, i) => ({
      id: id * 100 + i,
      post_number: i + 1,
      post_type: 1,
      topic_id: id,
      username: `gardener${Math.floor(random() * 12)}`,
      created_at: at(id, i * 40),
      cooked: `<p>${i === 0 ? plainQuestion() : plainHelp()}</p>${random() < 0.1 ? '<ul><li>open</li><li>shut</li></ul>' : ''}`,
      reply_to_post_number: i > 1 && random() < 0.4 ? i : null,
      actions_summary: [{ id: 2, count: Math.floor(random() * 4) }],
    }))
    for (const post of posts) post.user_id = 100 + Number(post.username.slice(8))
    const accepted = posts.length > 1 && random() < 0.3 ? { post_number: 2 } : null
    const topic = {
      id,
      title: title(),
      category_id: 1 + (id % 3),
      created_at: at(id),
      views: Math.floor(random() * 900),
      closed: id % 17 === 0,
      tags: id % 4 === 0 ? ['bus'] : [],
      accepted_answer: accepted,
      post_stream: { posts },
    }
    fs.writeFileSync(path.join(dir, `${id}.json`), JSON.stringify(topic))
  }
  fs.writeFileSync(path.join(dir, 'users.json'), JSON.stringify([{ id: 103, username: 'gardener3', email: 'gardener3@example.org' }]))
  return { author: 'gardener3' }
}

export async function exportStackExchange(dir, count, { random, title, plainQuestion, plainHelp }) {
  fs.mkdirSync(dir, { recursive: true })
  const posts = []
  const comments = []
  for (let n = 1; n <= count; n++) {
    const id = n * 10
    const answers = Math.floor(random() * 3)
    posts.push({
      Id: id,
      PostTypeId: 1,
      CreationDate: at(n + 300),
      Score: Math.floor(random() * 6),
      ViewCount: n * 11,
      OwnerUserId: 1 + (n % 5),
      Title: title(),
      Body: `<p>${plainQuestion()}</p>`,
      Tags: n % 2 ? '|pumps|' : '|sensors||frost|',
      ...(answers > 0 && n % 3 === 0 ? { AcceptedAnswerId: id + 1 } : {}),
    })
    for (let a = 1; a <= answers; a++) {
      posts.push({
        Id: id + a,
        PostTypeId: 2,
        ParentId: id,
        CreationDate: at(n + 300, a * 50),
        Score: Math.floor(random() * 4),
        OwnerUserId: 1 + ((n + a) % 5),
        Body: `<p>${plainHelp()}</p>`,
      })
    }
    if (n % 4 === 0) comments.push({ Id: n, PostId: id, Score: 0, Text: plainHelp(), CreationDate: at(n + 300, 300), UserId: 2 })
  }
  const users = [1, 2, 3, 4, 5].map((id) => ({ Id: id, DisplayName: `Plumber ${id}`, CreationDate: at(1) }))
  const links = [{ Id: 1, PostId: 20, RelatedPostId: 30, LinkTypeId: 3, CreationDate: at(400) }]
  for (const [name, rows] of Object.entries({ Posts: posts, Users: users, Comments: comments, PostLinks: links })) {
    fs.writeFileSync(path.join(dir, `${name}.xml`), `<?xml version="1.0"?><rows>${rows.map(rowOf).join('\n')}</rows>`)
  }
}

const escaped = (value) => String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const rowOf = (row) =>
  `<row ${Object.entries(row)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(' ')} />`
