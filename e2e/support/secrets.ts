import { archiveAnswer, coverThread, publishRevision, startAnswer } from '../../lib/answers'
import { saveDraft } from '../../lib/answers/draft'
import { boostThread, postReply, startThread } from '../../lib/community/threads'
import { holdPost } from '../../lib/curation/holding'
import { findOrCreatePerson } from '../../lib/identity/people/find-or-create'
import { type Viewer, viewerOf } from '../../lib/identity/viewer/viewer'
import { db } from '../../lib/platform/db/client'

export type Secrets = {
  topic: string
  threadId: number
  answer: string
  tag: string
  author: string
  publicThreadId: number
  /** Public answers: one whose successor is secret, and one that covers the secret thread and cites it, with its reply and the answer. */
  past: string
  covering: string
  /** A reply to the public thread that waits for approval: its author and editors see it, whatever the topic. */
  heldId: number
}

/**
 * Something in a topic that not everyone sees: thread, reply, answer with a draft, tag. Their names hold the word of the
 * visibility, "zmembers" or "zeditors"; what is in addresses does not, since pages repeat their own address.
 */
export async function makeSecrets(viewer: Viewer & { personId: number }, visibility: 'members' | 'editors'): Promise<Secrets> {
  const word = `z${visibility}`
  const slug = `closed-${visibility.length}${visibility.charCodeAt(0)}-${Date.now().toString(36)}`
  const topic = await db().topic.create({ data: { slug, name: `Room ${word}`, description: `About ${word}`, visibility } })
  const open = await db().topic.findFirstOrThrow({ where: { visibility: 'public', parentId: null } })
  const thread = await startThread(viewer, {
    topicId: topic.id,
    title: `Kestrel nest ${word}`,
    body: `The kestrel ${word} nests.`,
    tags: [`kestrel-${slug}`],
  })
  await postReply(viewer, { threadId: thread.id, body: `A kestrel reply, ${word}.` })
  await boostThread({ ...viewer, personId: await findOrCreatePerson(db(), 'Boosting Editor', 'editor') }, thread.id)
  const publicThread = await startThread(viewer, {
    topicId: open.id,
    title: `Kestrel seen in the open by ${slug}`,
    body: 'A kestrel, for everyone.',
  })
  const answer = await startAnswer(viewer, { topicId: topic.id, title: `Kestrels, ${word}`, body: '', slug: `kestrels-${slug}` })
  await publishRevision(viewer, {
    answerId: answer.id,
    basedOn: 0,
    title: `Kestrels, ${word}`,
    summary: `All of ${word}`,
    body: `## Kestrel ${word}\n\nIt hovers.[^/threads/${publicThread.id}]`,
    appliesTo: [],
    note: word,
    significance: 'major',
  })
  await coverThread(viewer, { threadId: publicThread.id, answerId: answer.id })
  await saveDraft(viewer, answer.id, -1, {
    title: `Draft ${word}`,
    summary: '',
    body: 'x',
    appliesTo: [],
    aliases: [],
    tags: [],
    reviewAt: null,
  })
  // Public answers that lead to what is secret.
  const cites = `[^/threads/${thread.id}] Or not.[^/threads/${thread.id}#r1] It does.[^/answers/${answer.slug}]`
  const [past, covering] = [await anOpenAnswer('past'), await anOpenAnswer('covering', cites)]
  // A comparison in which a secret source goes, and another one comes.
  await revise(covering, 'covering', cites.replace(`[^/threads/${thread.id}#r1] It`, ` It still[^/threads/${thread.id}#r1]`))
  await archiveAnswer(viewer, past.id, answer.id)
  await coverThread(viewer, { threadId: thread.id, answerId: covering.id })
  await postReply(viewer, { threadId: thread.id, body: `As seen [in the open](/threads/${publicThread.id}), says ${word}.` })

  async function anOpenAnswer(name: string, cites = '') {
    const made = await startAnswer(viewer, {
      topicId: open.id,
      title: `Kestrels ${name} ${slug}`,
      body: '',
      slug: `kestrels-${name}-${slug}`,
    })
    await revise(made, name, cites, 0)
    return made
  }
  async function revise({ id: answerId }: { id: number }, name: string, cites: string, basedOn = 1): Promise<void> {
    const text = { title: `Kestrels ${name} ${slug}`, summary: '', body: `It hovers.${cites}`, appliesTo: [] }
    await publishRevision(viewer, { answerId, basedOn, ...text, note: 'x', significance: 'major' })
  }
  // What waits for approval is for editors, as what is in a topic of theirs.
  const heldId = visibility === 'editors' ? await heldPosts(word, publicThread.id, open.id) : 0
  const author = await db().person.findUniqueOrThrow({ where: { id: viewer.personId } })
  return {
    topic: slug,
    threadId: thread.id,
    answer: answer.slug,
    tag: `kestrel-${slug}`,
    author: author.name,
    publicThreadId: publicThread.id,
    past: past.slug,
    covering: covering.slug,
    heldId,
  }
}

/** A reply and a question of a new member that wait for approval. Returns the number of the reply's case. */
async function heldPosts(word: string, threadId: number, topicId: number): Promise<number> {
  const author = viewerOf(await findOrCreatePerson(db(), `Waiting member ${Date.now()}`, 'member'), 'member')
  const held = await holdPost(author, { threadId, answersReplyId: null, body: `A held kestrel reply, ${word}.`, why: 'first' })
  await holdPost(author, {
    topicId,
    title: `Held kestrel ${word} ${Date.now()}`,
    tags: [`held-${word}`],
    body: `A kestrel, ${word}.`,
    why: 'first',
  })
  if (!('held' in held)) throw new Error('The reply was posted at once.')
  return held.held
}
