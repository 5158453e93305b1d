import type pg from 'pg'
import type { Role } from '../read-site'

type Client = Pick<pg.ClientBase, 'query'>

/** Every address that is written down, by who asks for it. */
export async function addressesOf(client: Client, pictures: string[]): Promise<Record<Role, string[]>> {
  const list = async (text: string): Promise<string[]> =>
    (await client.query({ text, rowMode: 'array' })).rows.map(([address]) => encodeURI(String(address)))
  const sorts = ['newest', 'replies', 'boosts', 'views'].map((sort) => `?sort=${sort}`)
  const filters = ['covered', 'answered', 'unanswered'].map((filter) => `?filter=${filter}`)
  const feeds = ['/feed.rss', '/feed.atom', '/feed.json']
  const topics = await list(`select '/topics/' || slug from topic order by id`)
  const tags = await list(`select '/tags/' || replace(name, '#', '%23') from tag order by id`)
  const withForms = (paths: string[], forms: string[]) => paths.flatMap((path) => ['', ...forms].map((form) => path + form))
  const visitor = [
    '/',
    '/topics',
    '/tags',
    '/answers',
    '/opensearch.xml',
    '/robots.txt',
    '/sitemap.xml',
    '/search/operators',
    '/sign-in',
    '/ask',
    ...(await list(`select '/sitemaps/' || n from generate_series(0, 1) n`)),
    ...withForms(['/threads', ...topics.slice(0, 4)], [...sorts, ...filters]),
    ...withForms(topics.slice(4), ['?filter=covered']),
    ...withForms(tags, ['?sort=newest']),
    ...withForms(['', topics[0] ?? '', tags[0] ?? ''], feeds).filter((address) => address.includes('feed')),
    // Threads by their number, by their address, and by one they had before.
    ...(await list(`select '/threads/' || id from thread order by id`)),
    ...(await list(`select '/threads/' || id || '/' || slug from thread order by id`)),
    ...(await list(`select '/threads/' || id || '/as-it-was-called' from thread where revision_number > 1 order by id`)),
    ...(await list(`select '/threads/' || id || '/' || slug || '?page=2' from thread where reply_count > 25 or id % 90 = 0 order by id`)),
    ...(await list(`select '/threads/' || t.id || '/' || t.slug || '/' || r.number from reply r join thread t on t.id = r.thread_id
      where r.id % 6 = 0 or r.hidden_at is not null or t.reply_count > 25 order by r.id`)),
    ...(await list(`select '/threads/' || id || '/posts/0' from thread where id % 25 = 0 order by id`)),
    ...(await list(`select '/threads/' || id || '/history' from thread where revision_number > 2 order by id`)),
    ...(await list(
      `select '/answers/' || slug || form from answer, unnest(array['', '/history', '/revisions/1', '/revisions/2', '/diff?from=1&to=2']) form order by id, form`,
    )),
    ...(await list(`select '/people/' || name from person order by id`)),
    // Addresses of the forums that were here before, also as they wrote them in longer forms.
    ...(await list(`select address from old_address order by address`)),
    ...(await list(`select '/t/any-words' || substr(address, 3) from old_address where address like '/t/%0%' order by address`)),
    ...(await list(
      `select address || '/any-words' from old_address where address like '/questions/%' and length(address) = 13 order by address`,
    )),
    ...pictures.map((name) => `/uploads/${name}`),
    '/search',
    '/search?q=clapboard',
    '/search?q=by%3Aflo-gorse+frost',
    '/t/99999',
    '/questions/99999',
    '/nowhere',
    '/threads/99999',
    '/desk',
    '/admin',
    '/settings',
  ]
  const closed = await list(
    `select '/threads/' || t.id || '/' || t.slug from thread t join topic o on o.id = t.topic_id where o.visibility <> 'public' order by t.id`,
  )
  const rooms = await list(`select '/topics/' || slug from topic where visibility <> 'public' order by id`)
  const judged = await list(`select '/threads/' || thread_id || '/judge' from coverage where verdict <> 'unjudged' order by thread_id`)
  const desk = ['/desk', '/desk/contested', '/desk/duplicates', '/desk/hidden', '/answers/new']
  const answers = await list(`select '/answers/' || slug from answer order by id`)
  return {
    visitor,
    member: [...rooms, ...closed, ...judged, ...pictures.map((name) => `/uploads/${name}`), '/settings', '/desk', '/admin'],
    editor: [
      ...rooms,
      ...closed,
      ...desk,
      ...answers,
      ...answers.map((each) => `${each}/edit`),
      ...pictures.map((name) => `/uploads/${name}`),
    ],
    admin: ['/admin', '/admin/people', '/admin/topics', '/admin/tags', '/admin/search', '/admin/mail', '/admin/audit'],
  }
}
