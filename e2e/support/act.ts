// Does what a person would do, from a process of its own: `act.ts reply 12 "text"`. Quicker than a form where the form is not the point.
import { db, disconnect } from '../../lib/db/client'
import { hideReply, hideThread } from '../../lib/moderation/hide'
import { findOrCreatePerson } from '../../lib/people/find-or-create'
import { editThread, postReply, startThread } from '../../lib/threads'
import { anAccount } from '../../test/accounts'
import { makeHostile } from './hostile'
import { makeSecrets } from './secrets'

const [deed, ...words] = process.argv.slice(2)
const viewer = { audience: 'editor' as const, personId: await findOrCreatePerson(db(), 'Visiting Editor', 'editor') }
/** A topic by its slug; a test that must not be in others' listings names one that is not there. */
const topicOf = async (slug: string) => (await db().topic.upsert({ where: { slug }, create: { slug, name: slug }, update: {} })).id
const deeds: Record<string, () => Promise<unknown>> = {
  reply: () => postReply(viewer, { threadId: Number(words[0]), body: words[1] as string }),
  thread: async () =>
    startThread(viewer, {
      topicId: await topicOf(words[0] as string),
      title: words[1] as string,
      body: words[2] as string,
      tags: words[3] ? words[3].split(',') : [],
    }),
  /** By someone of that name, who is there already. */
  'thread-as': async () =>
    startThread(
      { audience: 'member', personId: await findOrCreatePerson(db(), words[0] as string) },
      { topicId: await topicOf(words[1] as string), title: words[2] as string, body: words[3] as string },
    ),
  'edit-thread': async () => {
    const { title, revisionNumber } = await db().thread.findUniqueOrThrow({ where: { id: Number(words[0]) } })
    return editThread(viewer, {
      threadId: Number(words[0]),
      basedOn: revisionNumber,
      title: words[2] ?? title,
      body: words[1] as string,
      tags: [],
    })
  },
  /** Threads that are to seem to ask the same, once `alike-again` says so as a model would. */
  alike: async () => {
    const topicId = await topicOf(words[0] as string)
    const threads = []
    for (const title of words.slice(1)) threads.push(await startThread(viewer, { topicId, title, body: `${title}. It began on Monday.` }))
    return threads
  },
  'alike-again': async () => {
    const [fromId = 0, ...others] = words.map(Number)
    for (const [i, toId] of others.entries()) {
      const key = { fromKind: 'thread' as const, fromId, position: 100 + i }
      const data = { ...key, toKind: 'thread' as const, toId, score: 1, reason: { kind: 'alike' }, nearness: 0.9 - i / 10 }
      await db().relatedLink.upsert({ where: { fromKind_fromId_position: key }, create: data, update: data })
    }
  },
  /** As a restore leaves it: a job of that kind is held. */
  hold: () => db().heldJob.create({ data: { name: words[0] as string, data: JSON.parse(words[1] as string) }, select: { name: true } }),
  'reply-as': async () =>
    postReply(
      { audience: 'member', personId: await findOrCreatePerson(db(), words[1] as string) },
      { threadId: Number(words[0]), body: words[2] as string },
    ),
  hostile: () => makeHostile(viewer),
  secrets: () => makeSecrets(viewer, words[0] as 'members' | 'editors'),
  /** Someone with an account, signed in: answers the cookies. */
  account: () => anAccount(words[0] as string, words[1] as 'member' | 'editor' | 'admin'),
  /** What an account is where nobody has proven its address. */
  unprove: () => db().user.update({ where: { email: words[0] as string }, data: { emailVerified: false }, select: { id: true } }),
  /** Who has this name in addresses. */
  person: () => db().person.findFirstOrThrow({ where: { name: words[0] as string }, select: { id: true } }),
  'hide-thread': () => hideThread(viewer, Number(words[0])),
  'hide-reply': () => hideReply(viewer, Number(words[0])),
}
process.stdout.write(JSON.stringify(await deeds[deed as string]?.()) ?? 'null')
await disconnect()
process.exit(0)
