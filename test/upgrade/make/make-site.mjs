// Fills an empty database through the functions of the version that the fixture is of. Run in that version's tree: see the README.
//   node --import tsx make-site.mjs TREE
// Writes what a reader of the fixture must know (names, passwords, pictures) to standard output.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { exportDiscourse, exportStackExchange } from './forums.mjs'
import { makeWords, tagNames } from './words.mjs'

const tree = path.resolve(process.argv[2])
const load = (file) => import(pathToFileURL(path.join(tree, file)).href)
const { db, disconnect, pool } = await load('lib/db/client.ts')
const { migrate } = await load('lib/db/migrate.ts')
const { env, setDatabase } = await load('lib/env.ts')
const { prepareJobs } = await load('lib/jobs/boss.ts')
const { fillWithSample } = await load('lib/sample/fill.ts')
const threads = await load('lib/threads/index.ts')
const answers = await load('lib/answers/index.ts')
const drafts = await load('lib/answers/draft.ts')
const { hideReply, hideThread } = await load('lib/moderation/hide.ts')
const { moveThread } = await load('lib/moderation/move-thread.ts')
const { saveTopic } = await load('lib/moderation/save-topic.ts')
const { mergeThreads } = await load('lib/duplicates/merge-threads.ts')
const { markDistinct, markDuplicates } = await load('lib/duplicates/mark-duplicates.ts')
const { chooseRelated } = await load('lib/related/choose-related.ts')
const { saveTag } = await load('lib/desk/manage-tags.ts')
const { giveAuthor, invite, suspend } = await load('lib/accounts/manage-people.ts')
const { runImport } = await load('lib/import/run.ts')
const { anAccount, somePassword } = await load('test/accounts.ts')
const { readPicture } = await load('lib/uploads/picture.ts')
const { keepPicture } = await load('lib/uploads/store.ts')
const { noteUpload } = await load('lib/uploads/shown-picture.ts')
const { saveAskDraft } = await load('lib/ask/draft.ts')
const sharp = createRequire(path.join(tree, 'package.json'))('sharp')

const threadsWritten = 330
const discourseTopics = 110
const questions = 60
const words = makeWords(20261128)
const { random, pick } = words
const begin = Date.UTC(2023, 2, 1, 8)
/** Every date is one of 2023 to 2025, so that no page depends on the day it is looked at. */
const dateOf = (n) => new Date(begin + n * 7_000_000 + Math.floor(random() * 5_000_000))

setDatabase(env().databaseUrl)
await migrate(env().databaseUrl)
await prepareJobs()
await fillWithSample(() => {})

const people = []
for (const [i, name] of [
  'Ada Birch',
  'Bo Cedar',
  'Cy Dill',
  'Di Elm',
  'Ed Fern',
  'Flo Gorse',
  'Gus Holm',
  'Hal Ivy',
  'Ина Ясень',
  '林 杏',
].entries()) {
  const role = i === 0 ? 'admin' : i < 3 ? 'editor' : 'member'
  const account = await anAccount(i < 8 ? name : `Writer ${i}`, role)
  if (i >= 8) await db().person.update({ where: { id: account.personId }, data: { displayName: name } })
  people.push({ audience: role === 'member' ? 'member' : 'editor', personId: account.personId, email: account.email, role })
}
const [admin, editor, otherEditor] = people
const administrator = { ...admin, admin: true }
const members = people.slice(3)

const saved = (name, more = {}) =>
  saveTopic(administrator, {
    id: null,
    parentId: null,
    name,
    slug: '',
    description: `About ${name.toLowerCase()}.`,
    documentationUrl: '',
    visibility: 'public',
    position: 5,
    ...more,
  })
const water = await saved('Water', { documentationUrl: 'https://manual.example.org/water' })
const topics = [
  water,
  await saved('Valves and pumps', { parentId: water }),
  await saved('Sensors', { parentId: water }),
  await saved('Schedules'),
]
const membersOnly = await saved('Members’ corner', { visibility: 'members' })
const editorsOnly = await saved('Editors’ room', { visibility: 'editors' })
const renamed = await saved('Odds and ends')
topics.push(renamed)

// Threads, asked and replied to by the people above.
const made = []
for (let i = 0; i < threadsWritten; i++) {
  const at = dateOf(i * 2)
  const asker = pick(members)
  const topicId = i % 25 === 7 ? membersOnly : i % 40 === 9 ? editorsOnly : pick(topics)
  const see = (viewer) => (topicId === editorsOnly ? otherEditor : viewer)
  const title =
    i === 30
      ? 'Клапан северной грядки не закрывается'
      : i === 31
        ? '雨センサーが反応しない'
        : i === 32
          ? 'Related'
          : i === 33
            ? 'C# and the bus'
            : words.title()
  const link = i > 10 && random() < 0.15 ? ` As in [an earlier case](/threads/${pick(made).id}).` : ''
  const tags = random() < 0.8 ? [...new Set([pick(tagNames), pick(tagNames)])] : []
  const { id } = await threads.startThread(see(asker), { topicId, title, body: `${words.question()}${link}`, tags, at })
  const thread = { id, asker: see(asker), title, topicId, replies: [], tags }
  made.push(thread)
  const count = i === 20 ? 64 : Math.floor(random() ** 2 * 7)
  for (let r = 0; r < count; r++) {
    const answersReplyId = r > 0 && random() < 0.3 ? pick(thread.replies).id : null
    const writer = see(pick(people))
    const body = i === 20 ? words.plainHelp() : words.help()
    const reply = await threads.postReply(writer, { threadId: id, body, answersReplyId, at: new Date(at.getTime() + (r + 1) * 900_000) })
    thread.replies.push({ ...reply, body, writer })
    const reader = random() < 0.2 ? see(pick(members)) : writer
    // Later versions refuse a boost of one’s own.
    if (reader.personId !== writer.personId) await threads.boostReply(reader, reply.id)
  }
  const reader = random() < 0.3 ? see(pick(members)) : thread.asker
  if (reader.personId !== thread.asker.personId) await threads.boostThread(reader, id)
  if (count > 0 && random() < 0.4) await threads.acceptReply(thread.asker, pick(thread.replies).id, new Date(at.getTime() + 90_000_000))
}
const open = made.filter(({ topicId }) => topicId !== membersOnly && topicId !== editorsOnly)

// What an older forum brought, with its addresses.
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-forums-'))
const forums = [
  await exportDiscourse(path.join(dir, 'garden'), discourseTopics, words),
  await exportStackExchange(path.join(dir, 'water.stackexchange.com'), questions, words),
]
await runImport({ kind: 'discourse', path: path.join(dir, 'garden'), source: 'garden' })
await runImport({ kind: 'stackexchange', path: path.join(dir, 'water.stackexchange.com'), source: 'water' })

// Pictures: in an opening, in a reply that is hidden, and in a topic that not everyone sees.
const pictures = []
for (const [i, background] of ['#2f6b4f', '#6b4f2f', '#4f2f6b'].entries()) {
  const picture = await readPicture(
    await sharp({ create: { width: 3 + i, height: 2, channels: 3, background } })
      .png()
      .toBuffer(),
  )
  await keepPicture(picture)
  await noteUpload(members[i], picture.name)
  pictures.push({ name: picture.name, bytes: picture.bytes.toString('base64') })
}
const shown = (i) => `Here it is:\n\n![The ${i === 0 ? 'valve' : 'pump'}](/uploads/${pictures[i].name})`
await threads.startThread(members[0], {
  topicId: water,
  title: 'A picture of the valve',
  body: shown(0),
  tags: ['valves'],
  at: dateOf(700),
})
const withHidden = await threads.startThread(members[1], {
  topicId: water,
  title: 'A picture that was hidden',
  body: 'See below.',
  at: dateOf(701),
})
const hiddenPicture = await threads.postReply(members[1], { threadId: withHidden.id, body: shown(1), at: dateOf(702) })
await hideReply(editor, hiddenPicture.id, 'Not the right house.', dateOf(703))
await threads.startThread(members[2], { topicId: membersOnly, title: 'A picture for members', body: shown(2), at: dateOf(704) })

// Edited, renamed, closed, hidden, moved, merged.
for (const [i, thread] of open.slice(40, 70).entries()) {
  const tags = thread.tags.length > 0 ? thread.tags : ['edited']
  await threads.editThread(thread.asker, {
    threadId: thread.id,
    basedOn: 1,
    title: i % 2 ? thread.title : `Solved in part: ${thread.title}`,
    body: `${words.question()} Edited.`,
    tags,
    note: 'More to the point.',
    at: dateOf(710 + i),
  })
  if (i % 5 === 0)
    await threads.editThread(editor, {
      threadId: thread.id,
      basedOn: 2,
      title: `${thread.title}, again`,
      body: words.question(),
      tags,
      at: dateOf(745 + i),
    })
  const reply = thread.replies[0]
  if (reply)
    await threads.editReply(reply.writer, {
      replyId: reply.id,
      basedOn: 1,
      body: `${reply.body} Corrected.`,
      note: 'A word.',
      at: dateOf(780 + i),
    })
}
for (const { id, asker } of open.slice(70, 78)) await threads.setThreadState(asker, id, 'closed')
for (const { id } of open.slice(78, 84)) await hideThread(editor, id, 'Off topic.', dateOf(820))
for (const { replies } of open.slice(84, 120)) if (replies[1]) await hideReply(otherEditor, replies[1].id, 'Not true.', dateOf(821))
for (const [i, { id }] of open.slice(120, 132).entries()) await moveThread(editor, id, i % 4 === 0 ? membersOnly : topics[3])
await mergeThreads(editor, [open[132].id, open[133].id], open[134].id, dateOf(822))
await mergeThreads(editor, [open[135].id], open[136].id, dateOf(823))
await mergeThreads(editor, [open[136].id], open[137].id, dateOf(824))
await markDuplicates(editor, [open[138].id, open[139].id], open[140].id, dateOf(825))
await markDistinct(editor, [open[141].id, open[142].id])
await chooseRelated(editor, { kind: 'thread', id: open[143].id }, { kind: 'thread', id: open[144].id }, 'pinned')
await chooseRelated(editor, { kind: 'thread', id: open[143].id }, { kind: 'thread', id: open[145].id }, 'banned')
await saved('Leftovers', { id: renamed, slug: 'leftovers', position: 9 })
const tag = await db().tag.findUniqueOrThrow({ where: { name: 'valves' } })
await saveTag(administrator, tag.id, { description: 'What opens and shuts.', synonyms: ['taps', 'old-models'] })

// Answers: published, revised, in draft, archived with a successor, and what they cover.
const text = (title, body) => ({ title, summary: `${title}, in short.`, body, appliesTo: ['Controller 4', 'Controller 5'] })
async function anAnswer(title, topicId, bodies, more = {}) {
  const { id, slug } = await answers.startAnswer(editor, {
    topicId,
    title,
    body: '',
    tags: ['valves', 'frost'],
    aliases: [`how to: ${title}`],
    at: dateOf(830),
    ...more,
  })
  for (const [i, body] of bodies.entries()) {
    await answers.publishRevision(i % 2 ? otherEditor : editor, {
      answerId: id,
      basedOn: i,
      ...text(title, body),
      note: `Revision ${i + 1}.`,
      significance: i === 0 ? 'major' : 'minor',
      reviewAt: new Date('2099-01-01'),
      at: dateOf(831 + i),
    })
  }
  return { id, slug, title }
}
const sections = (n) =>
  `What to look at first.\n\n## Power & fuses\n\n${words.help()}\n\n## What’s next?\n\n${words.help()}\n\n### Größe: 3/4" – threads\n\n${words.help()} (${n})\n\n## Power & fuses\n\nTwice the same heading.[^1]\n\n[^1]: ${words.plainHelp()}`
const stuck = await anAnswer('A valve that stays open', topics[1], [sections(1), sections(2), sections(3)])
const frost = await anAnswer('Frost and what it does', water, [sections(1)])
const old = await anAnswer('The schedule of old models', topics[3], [sections(1)])
const inside = await anAnswer('For members alone', membersOnly, [sections(1)])
const bus = await anAnswer('The bus, and who is on it', topics[2], [sections(1), sections(2)])
for (const { id } of open.slice(150, 175))
  await answers.coverThread(editor, { threadId: id, answerId: stuck.id, section: id % 2 ? 'whats-next' : null, at: dateOf(840) })
for (const { id } of open.slice(175, 185)) await answers.coverThread(otherEditor, { threadId: id, answerId: frost.id, at: dateOf(841) })
for (const { id } of open.slice(185, 190)) await answers.coverThread(editor, { threadId: id, answerId: inside.id, at: dateOf(842) })
for (const { id } of open.slice(190, 194)) await answers.coverThread(editor, { threadId: id, answerId: bus.id, at: dateOf(843) })
for (const { id } of open.slice(194, 197)) await answers.coverThread(editor, { threadId: id, answerId: old.id, at: dateOf(844) })
for (const [i, { id, asker }] of open.slice(150, 160).entries()) {
  const verdict = i % 3 === 0 ? 'accepted' : 'contested'
  await answers.judgeCoverage(asker, {
    threadId: id,
    answerId: stuck.id,
    verdict,
    reason: verdict === 'contested' ? `Mine has no vent (${i}).` : '',
  })
}
await answers.ruleCoverage(editor, { threadId: open[151].id, answerId: stuck.id, reason: 'It has one, below the cover.' })
await answers.uncoverThread(editor, open[174].id, stuck.id)
await mergeThreads(editor, [open[160].id], open[161].id, dateOf(845))
await hideThread(editor, open[162].id, 'Off topic.', dateOf(846))
await answers.archiveAnswer(editor, old.id, bus.id)
const draft = await answers.startAnswer(otherEditor, { topicId: water, title: 'Not published yet', body: 'A draft.', at: dateOf(850) })
await drafts.commentOnDraft(editor, draft.id, 'Say which models.')
await drafts.saveDraft(editor, bus.id, -2, { ...text(bus.title, 'Newer words.'), aliases: [], tags: ['bus'], reviewAt: null }, 2)
await saveAskDraft(members[3].personId, { title: 'Half a question', body: 'I was about to', tags: 'bus', topicId: water })

// Accounts: an imported author who is a member now, one suspended, an invitation.
const gil = await anAccount('Gil Moss')
await giveAuthor(administrator, forums[0].author, gil.email)
const shut = await anAccount('Shut Out')
await suspend(administrator, shut.personId, 'Advertised.')
await invite(administrator, 'invited@example.org')

await pool().query('update thread set view_count = view_base + (id * 37) % 400')
await pool().query('update answer set view_count = view_base + (id * 53) % 900')
await pool().query(`update person set created_at = '2023-01-01T00:00:00Z'::timestamptz + id * interval '1 day'`)
await disconnect()
const accounts = Object.fromEntries(
  [
    ['admin', admin],
    ['editor', editor],
    ['member', members[0]],
  ].map(([role, { email }]) => [role, email]),
)
process.stdout.write(JSON.stringify({ password: somePassword, accounts, handedOver: gil.email, suspended: shut.email, pictures }))
process.exit(0)
