// Does what a person would do, without a form: quicker where the form is not the point. One process of a site takes such requests at
// the socket it is given, because starting one for each takes seconds.
import http from 'node:http'
import { coverThread, publishRevision, respondToCoverage, startAnswer } from '../../lib/answers'
import { acceptReply, editReply, editThread, postReply, setThreadState, startThread } from '../../lib/community/threads'
import { readLinks } from '../../lib/curation/links/read-links'
import { deleteReply, deleteThread, undeleteReply, undeleteThread } from '../../lib/curation/moderation/delete-own'
import { hideReply, hideThread } from '../../lib/curation/moderation/hide'
import { refreshReviews } from '../../lib/curation/review'
import { changeProfile } from '../../lib/identity/accounts'
import { suspend } from '../../lib/identity/accounts/manage-people'
import { findOrCreatePerson } from '../../lib/identity/people/find-or-create'
import { system } from '../../lib/identity/viewer/viewer'
import { db, pool } from '../../lib/platform/db/client'
import { anAccount, somePassword } from '../../test/accounts'
import { type EveryNotice, everyNotice, waysOut } from '../../test/every-notice'
import { aLongThread } from '../../test/factories'
import { aGap, viewed } from '../../test/gaps'
import { makeHostile } from './hostile'
import { inOwnWords, inventedForum } from './invented-forum'
import { makeSecrets } from './secrets'
import { makeWritten } from './written'

const viewer = { audience: 'editor' as const, personId: await findOrCreatePerson(db(), 'Visiting Editor', 'editor') }
/** A topic by its slug; a test that must not be in others' listings names one that is not there. */
const topicOf = async (slug: string) => (await db().topic.upsert({ where: { slug }, create: { slug, name: slug }, update: {} })).id
const memberOf = async (name = '') => ({ audience: 'member' as const, personId: await findOrCreatePerson(db(), name) })
const commands: Record<string, (words: string[]) => Promise<unknown>> = {
  reply: (words) => postReply(viewer, { threadId: Number(words[0]), body: words[1] as string }),
  accept: async (words) => {
    const where = { threadId: Number(words[0]), number: Number(words[1]) }
    await acceptReply(viewer, (await db().reply.findFirstOrThrow({ where, select: { id: true } })).id)
  },
  thread: async (words) =>
    startThread(viewer, {
      topicId: await topicOf(words[0] as string),
      title: words[1] as string,
      body: words[2] as string,
      tags: words[3] ? words[3].split(',') : [],
    }),
  /** With so many replies by someone, of different lengths. */
  'long-thread': async (words) =>
    aLongThread(Number(words[1]), await topicOf(words[0] as string), (number) => {
      if (number % 7 === 0)
        return `${'The pump hums, then it stops, and nobody knows why. '.repeat(12)}\n\n- First the valve.\n- Then the fuse.`
      return number % 5 === 0
        ? `Number ${number} with code:\n\n\`\`\`sh\nvalve --open --all-of-them --and-wait-for-the-pressure-to-fall --then-report\n\`\`\``
        : `That is what I see, too: ${number}.`
    }),
  /** As if this person had visited their threads a day earlier. */
  yesterday: async (words) =>
    (await pool().query(`update thread_visit set seen_at = seen_at - interval '1 day' where person_id = $1`, [Number(words[0])])).rowCount,
  /** A published canonical answer. */
  answer: async (words) => {
    const [topic, title, body] = words as [string, string, string]
    const { id, slug } = await startAnswer(viewer, { topicId: await topicOf(topic), title, body })
    const text = { title, summary: '', body, appliesTo: [], note: 'First.', significance: 'major' as const }
    await publishRevision(viewer, { answerId: id, basedOn: 0, ...text })
    return { slug }
  },
  /** A published answer, by its slug, covers a thread. */
  cover: async (words) =>
    coverThread(viewer, {
      threadId: Number(words[0]),
      answerId: (await db().answer.findUniqueOrThrow({ where: { slug: words[1] as string } })).id,
    }),
  /** An answer, by its slug, gets another text: a `typo`, or a `major` revision. */
  revise: async (words) => {
    const [slug, body, significance] = words as [string, string, 'typo' | 'major']
    const { id, title, summary, appliesTo, revisionNumber } = await db().answer.findUniqueOrThrow({ where: { slug } })
    const text = { title, summary, body, appliesTo, note: 'It was not whole.', significance }
    return publishRevision(viewer, { answerId: id, basedOn: revisionNumber, ...text })
  },
  /** Someone of that name asks; an answer, by its slug, covers that; and the asker says why it does not. */
  contest: async (words) => {
    const [name, topic, title, body, slug, reason] = words as [string, string, string, string, string, string]
    const asker = await memberOf(name)
    const thread = await startThread(asker, { topicId: await topicOf(topic), title, body })
    const coverage = { threadId: thread.id, answerId: (await db().answer.findUniqueOrThrow({ where: { slug } })).id }
    await coverThread(viewer, coverage)
    await respondToCoverage(asker, { ...coverage, response: 'contested', reason })
    return thread
  },
  /** By someone of that name, who is there already. */
  'thread-as': async (words) =>
    startThread(await memberOf(words[0]), {
      topicId: await topicOf(words[1] as string),
      title: words[2] as string,
      body: words[3] as string,
    }),
  'edit-thread': async (words) => {
    const { title, revisionNumber } = await db().thread.findUniqueOrThrow({ where: { id: Number(words[0]) } })
    return editThread(viewer, {
      threadId: Number(words[0]),
      basedOn: revisionNumber,
      title: words[2] ?? title,
      body: words[1] as string,
      tags: [],
    })
  },
  /** As if an hour had passed for a saved search of one word, and for the threads that have it in their title. */
  'an-hour-later': async (words) => {
    const past = `created_at = created_at - interval '30 minutes'`
    await pool().query(`update event set ${past} where thread_id in (select id from thread where title like '%' || $1 || '%')`, words)
    const due = `checked_at = checked_at - interval '1 hour', due_at = now()`
    return (await pool().query(`update saved_search set ${due} where query = 'q=' || $1`, words)).rowCount
  },
  /** Threads that are to seem to ask the same, once `alike-again` says so as a model would. */
  alike: async (words) => {
    const topicId = await topicOf(words[0] as string)
    const threads = []
    for (const title of words.slice(1)) threads.push(await startThread(viewer, { topicId, title, body: `${title}. It began on Monday.` }))
    return threads
  },
  'alike-again': async (words) => {
    const [fromId = 0, ...others] = words.map(Number)
    for (const [i, toId] of others.entries()) {
      const key = { fromKind: 'thread' as const, fromId, position: 100 + i }
      const data = { ...key, toKind: 'thread' as const, toId, score: 1, reason: { kind: 'alike' }, similarity: 0.9 - i / 10 }
      await db().relatedLink.upsert({ where: { fromKind_fromId_position: key }, create: data, update: data })
    }
  },
  /** Three hundred questions in a topic, with a word that only they have. Returns those that ask the same most often. */
  'invented-forum': async (words) => {
    const [topic = '', word = ''] = words
    const topicId = await topicOf(topic)
    const made = []
    for (const { title, body, recurs } of inventedForum(word)) {
      const thread = await startThread(viewer, { topicId, title, body })
      if (!recurs) continue
      await viewed(thread.id, 60, 3)
      made.push(thread)
    }
    await postReply(viewer, {
      threadId: made[0]?.id ?? 0,
      body: inOwnWords(word, `A lid over the chute of the ${word} feeder keeps the rain off.`),
    })
    return made
  },
  /**
   * A gap of threads with these titles in a topic, each with a reply, the first accepted; the first is read more lately. The first alone
   * asks: the gap bears its title, however alike the worker finds the others.
   */
  gap: async (words) => {
    const topicId = await topicOf(words[0] as string)
    const threads = []
    for (const title of words.slice(1)) {
      const body =
        threads.length === 0 ? `${title}. It began on Monday. How can I mend it?` : `${title}. It began on Monday, here is a picture.`
      const thread = await startThread(viewer, { topicId, title, body })
      const reply = await postReply(viewer, { threadId: thread.id, body: `You can *mend* it: ${title}.` })
      if (threads.length === 0) await acceptReply(viewer, reply.id)
      threads.push(thread)
    }
    const [first] = threads
    if (first) {
      await viewed(first.id, 40, 3)
      await viewed(first.id, 30, 120)
      await viewed(first.id, 1, 400)
    }
    return {
      id: await aGap(
        threads.map(({ id }) => id),
        { isKept: true },
      ),
      threads,
    }
  },
  /** As a restore leaves it: a job of that kind is held. */
  hold: (words) =>
    db().heldJob.create({ data: { name: words[0] as string, data: JSON.parse(words[1] as string) }, select: { name: true } }),
  /** By someone of that name, also to a reply by its id. */
  'reply-as': async (words) =>
    postReply(await memberOf(words[1]), {
      threadId: Number(words[0]),
      body: words[2] as string,
      answersReplyId: words[3] ? Number(words[3]) : null,
    }),
  /** Somebody was told something of every kind. */
  'every-notice': (words) => everyNotice(Number(words[0])),
  /** In one of the ways that there are, they lose sight of it. */
  'take-away': async (words) => void (await waysOut[words[0] as string]?.how(JSON.parse(words[1] as string) as EveryNotice)),
  hostile: (words) => makeHostile(words[0] as string),
  written: (words) => makeWritten(viewer, words[0] as string),
  secrets: (words) => makeSecrets(viewer, words[0] as 'members' | 'editors'),
  /** Someone with an account, signed in. Returns the cookies and the password. */
  account: async (words) => ({
    ...(await anAccount(words[0] as string, words[1] as 'member' | 'editor' | 'admin')),
    password: somePassword,
  }),
  /** What an account is where nobody has proven its address. */
  unprove: (words) => db().user.update({ where: { email: words[0] as string }, data: { emailVerified: false }, select: { id: true } }),
  /** As an administrator does it: the account is suspended for this reason. */
  suspend: (words) => suspend(system, Number(words[0]), words[1] as string),
  /** Who has this name in addresses. */
  person: (words) => db().person.findFirstOrThrow({ where: { name: words[0] as string }, select: { id: true } }),
  'hide-thread': (words) => hideThread(viewer, Number(words[0]), words[1]),
  /** They call themselves otherwise. */
  rename: (words) => changeProfile(Number(words[0]), { displayName: words[1] as string, about: '' }),
  'person-name': (words) => db().person.findUniqueOrThrow({ where: { id: Number(words[0]) }, select: { name: true } }),
  /** Limits of time that other tests, or an earlier attempt, have used up: each test is somebody else's hour. */
  /** As if these searches had been half an hour ago. The worker counts in the order of time: they come after what it has counted. */
  /** The worker has read this answer’s links, and found that the pages of all of them are gone. */
  'dead-links': async (words) => {
    while (await readLinks()) {}
    const why = 'its site has no such page (404)'
    const links = 'select x.link_id from answer_link x join answer a on a.id = x.answer_id where a.slug = $2'
    await pool().query(
      `update web_link set state = 'dead', dead_since = now(), status = 404, why = $1, tries = 2, failing_since = now() - interval '3 days', checked_at = now(),
         check_at = now() + interval '7 days' where id in (${links})`,
      [why, ...words],
    )
  },
  /** A reply, by its thread and number, gets another text. */
  'edit-reply': async (words) => {
    const where = { threadId: Number(words[0]), number: Number(words[1]) }
    const { id, revisionNumber } = await db().reply.findFirstOrThrow({ where, select: { id: true, revisionNumber: true } })
    return editReply(viewer, { replyId: id, basedOn: revisionNumber, body: words[2] as string })
  },
  /** The day of an answer's review, by its slug, was last week. */
  'past-review': (words) =>
    db().answer.update({
      where: { slug: words[0] as string },
      data: { reviewAt: new Date(Date.now() - 7 * 86_400_000) },
      select: { id: true },
    }),
  /** What the worker does every few seconds: finds which answers need review. */
  reviews: () => refreshReviews(),
  'applies-to': (words) =>
    db().answer.update({ where: { slug: words[0] as string }, data: { appliesTo: words.slice(1) }, select: { id: true } }),
  /** As if newer versions than an answer's had not been looked for yet. */
  'versions-again': async (words) =>
    (
      await pool().query(
        `update answer_review set versions_read_at = null where answer_id = (select id from answer where slug = $1)`,
        words,
      )
    ).rowCount,
  'age-searches': async (words) =>
    (
      await pool().query(
        `update search_log l set at = a.at from (
           select id, greatest(now() - interval '31 minutes', (select counted_at from search_log_run))
             + row_number() over (order by id) * interval '1 millisecond' as at
           from search_log where query = $1 and at > now() - interval '20 minutes') a
         where l.id = a.id`,
        [words[0]],
      )
    ).rowCount,
  'forget-limits': () => db().rateCount.deleteMany(),
  /** How far the worker must come to have done all that was asked of it so far. */
  'worker-asked': async () => {
    const { rows } = await pool().query(`select coalesce(max(id), 0)::text as change, now()::text as at from search_change`)
    return [rows[0].change, rows[0].at]
  },
  /** Whether it has: words counted, related lists computed, everyone told, and no job of then left. What failed and is tried later is left aside. */
  'worker-did': async (words) => {
    const { rows } = await pool().query(
      `select not exists (select 1 from search_change where id <= $1) and not (select wanted from related_rebuild)
         and not exists (select 1 from event where told_up_to is not null and created_at <= $2)
         and not exists (select 1 from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now() and created_on <= $2) as did`,
      [words[0], words[1]],
    )
    return rows[0].did
  },
  'hide-reply': (words) => hideReply(viewer, Number(words[0]), words[1]),
  /** By their author, who has that name. */
  'delete-reply': async (words) => deleteReply(await memberOf(words[0]), Number(words[1])),
  'undelete-reply': async (words) => undeleteReply(await memberOf(words[0]), Number(words[1])),
  'delete-thread': async (words) => deleteThread(await memberOf(words[0]), Number(words[1])),
  'undelete-thread': async (words) => undeleteThread(await memberOf(words[0]), Number(words[1])),
  /** So many replies, one after another. */
  replies: async (words) => {
    for (let i = 1; i <= Number(words[1]); i++) await postReply(viewer, { threadId: Number(words[0]), body: `Number ${i}.` })
  },
  close: (words) => setThreadState(viewer, Number(words[0]), 'closed', 'Done.'),
}

const socket = process.argv[2] as string
http
  .createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const [command = '', ...words] = JSON.parse(text) as string[]
    try {
      if (!commands[command]) throw new Error(`act.ts can’t do “${command}”.`)
      response.end(JSON.stringify(await commands[command](words)) ?? 'null')
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.stack : String(error))
    }
  })
  .listen(socket, () => process.send?.({ ready: socket }))
// Someone who started it is gone.
process.on('disconnect', () => process.exit(0))
