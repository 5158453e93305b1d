import { coverThread, publishRevision, startAnswer } from '../lib/answers'
import { commentOnDraft } from '../lib/answers/draft'
import {
  boostReply,
  boostThread,
  editReply,
  editThread,
  postReply,
  readViewerActions,
  saveReplyDraft,
  startThread,
} from '../lib/community/threads'
import { noteUpload } from '../lib/community/uploads/shown-picture'
import { keepPicture } from '../lib/community/uploads/store'
import { saveAskDraft } from '../lib/curation/ask/draft'
import { reportPost } from '../lib/curation/reports'
import { addressDigest } from '../lib/identity/accounts/claim-author'
import { makeOneTimeLink } from '../lib/identity/accounts/one-time-link'
import { recordAudit } from '../lib/identity/audit/record'
import { type Viewer, viewerOf } from '../lib/identity/viewer/viewer'
import { setWatch } from '../lib/notices/watching'
import { db } from '../lib/platform/db/client'
import { transaction } from '../lib/platform/db/transaction'
import { queueMail } from '../lib/platform/mail/queue-mail'
import { anAccount } from './accounts'
import { aMember, aThread, aTopic } from './factories'

let counter = 0

/** A picture by name, kept and added by this person. */
export async function aPictureOf(viewer: Viewer): Promise<string> {
  const name = `${(++counter).toString(16).padStart(4, '0').padEnd(32, 'b')}.png`
  await keepPicture({ name, type: 'image/png', bytes: Buffer.from(`picture ${counter}`) })
  await noteUpload(viewer, name)
  return name
}

/** An editor to whom something refers in every table that can refer to a person. `word` is in all they wrote and nowhere else. */
export async function aFullPerson(name: string, word: string) {
  const { email, personId } = await anAccount(name, 'editor')
  const viewer = viewerOf(personId, 'editor')
  const user = await db().user.findUniqueOrThrow({ where: { personId } })
  const topicId = await aTopic()
  const [used, unused] = [await aPictureOf(viewer), await aPictureOf(viewer)]
  const thread = await startThread(viewer, { topicId, title: `${word} title`, body: `${word} body ![x](/uploads/${used})`, tags: [] })
  await editThread(viewer, {
    threadId: thread.id,
    basedOn: 1,
    title: `${word} title again`,
    body: `${word} body again`,
    tags: [],
    note: `${word} note`,
  })
  const elsewhere = await aThread({ title: 'Of someone else' })
  const reply = await postReply(viewer, { threadId: elsewhere.id, body: `${word} reply`, submission: 'a-form-1' })
  await editReply(viewer, { replyId: reply.id, body: `${word} reply again`, basedOn: 1, note: `${word} reply note` })
  const others = await aMember()
  const toReply = await postReply(others, { threadId: elsewhere.id, body: 'By another.', answersReplyId: reply.id })
  // By another name: what others wrote may say it.
  await db().mention.create({ data: { replyId: toReply.id, personId, names: ['them'], told: true } })
  await boostThread(viewer, elsewhere.id)
  await readViewerActions({ ...viewer, personId }, elsewhere.id)
  await boostReply(viewer, toReply.id)
  const answer = await startAnswer(viewer, { topicId, title: 'An answer', body: 'x' })
  const text = { title: 'An answer', summary: 'In short.', body: 'What to do.', appliesTo: [] }
  await publishRevision(viewer, { answerId: answer.id, basedOn: 0, ...text, note: 'First.', significance: 'major' })
  await db().answerRevision.updateMany({ where: { answerId: answer.id }, data: { reviewerId: personId } })
  await db().answerDraft.create({
    data: { answerId: answer.id, title: 'An answer', body: 'In the making.', basedOn: 1, startedBy: personId, editedBy: personId },
  })
  await commentOnDraft(viewer, answer.id, `${word} comment`)
  await coverThread(viewer, { threadId: thread.id, answerId: answer.id })
  await db().contestDecision.create({ data: { threadId: thread.id, answerId: answer.id, editorId: personId, reason: 'It stands.' } })
  await db().relatedChoice.create({
    data: { fromKind: 'thread', fromId: thread.id, toKind: 'thread', toId: elsewhere.id, choice: 'pinned', editorId: personId },
  })
  const [lowId = 0, highId = 0] = [thread.id, elsewhere.id].sort((a, b) => a - b)
  await db().distinctThreads.create({ data: { lowId, highId, editorId: personId } })
  await db().coverBatch.create({ data: { answerId: answer.id, editorId: personId, createdAt: new Date() } })
  await db().answerReview.create({ data: { answerId: answer.id, verifiedAt: new Date(), verifiedBy: personId } })
  await db().gap.create({ data: { writerId: personId, titleId: thread.id } })
  await saveReplyDraft(viewer, { threadId: elsewhere.id, answers: toReply.number, body: `${word} draft reply`, version: 0 })
  await setWatch(viewer, 'topic', topicId, 'watching')
  await db().noticeSetting.create({ data: { personId, kind: 'reply', channel: 'daily' } })
  await db().savedSearch.create({ data: { personId, query: 'q=words+of+their+own' } })
  await db().noticePreference.create({ data: { personId, timeZone: 'Europe/Berlin' } })
  await db().digest.create({ data: { personId, channel: 'daily', day: new Date('2026-11-01') } })
  await db().mailStop.create({ data: { address: email.toLowerCase(), complaint: false, said: word } })
  await saveAskDraft(personId, { title: `${word} draft`, body: `${word} draft body`, tags: '', topicId: null })
  await db().importedAddress.create({ data: { digest: new Uint8Array(addressDigest(email)), personId } })
  await db().importSource.create({
    data: {
      name: `source ${personId}`,
      kind: 'x',
      records: { create: { kind: 'person', externalId: `name ${name}`, localId: personId, digest: new Uint8Array([1]) } },
    },
  })
  await db().importRun.create({
    data: { kind: 'discourse', source: 'x', fileName: 'x.zip', bytes: 1, options: {}, state: 'done', createdBy: personId },
  })
  await db().oldAddress.create({ data: { address: `/u/${user.id}`, kind: 'person', subjectId: personId } })
  await transaction(async (tx) => {
    await makeOneTimeLink(tx, 'invitation', { email, createdBy: null })
    await makeOneTimeLink(tx, 'invitation', { email: 'guest@example.org', createdBy: personId })
    await makeOneTimeLink(tx, 'invitation')
    await tx.oneTimeLink.updateMany({ where: { email: null, usedBy: null }, data: { usedAt: new Date(), usedBy: personId } })
    await queueMail(tx, { to: email, subject: 'To them', body: word })
    await queueMail(tx, { to: `before.${email}`, subject: 'To them', body: word, personId })
    await recordAudit(tx, viewer, { action: 'thread.hide', subject: { kind: 'thread', id: elsewhere.id }, reason: 'As an editor.' })
    await recordAudit(tx, viewer, { action: 'person.role', subject: { kind: 'person', id: personId }, reason: `${word} was one` })
  })
  await db().passkey.create({
    data: {
      id: `passkey ${personId}`,
      publicKey: 'x',
      userId: user.id,
      credentialID: 'x',
      counter: 0,
      deviceType: 'x',
      backedUp: false,
      name: 'A key',
    },
  })
  await db().verification.create({
    data: { id: `verification ${personId}`, identifier: 'reset-password:x', value: user.id, expiresAt: new Date() },
  })
  await db().addressChange.create({
    data: {
      userId: user.id,
      oldEmail: `before.${email}`,
      oldVerified: true,
      newEmail: email,
      digest: new Uint8Array([personId % 256, 7]),
      expiresAt: new Date(),
      confirmedAt: new Date(),
    },
  })
  await reportPost(viewer, { threadId: elsewhere.id, number: toReply.number, reason: 'other', words: `${word} report` })
  const ofThem = { authorId: personId, openedBy: personId }
  const subject = { subjectKind: 'reply' as const, subjectId: reply.id }
  await db().moderationCase.create({ data: { kind: 'appeal', ...subject, ...ofThem, words: `${word} appeal` } })
  await db().moderationCase.create({
    data: { kind: 'report', ...subject, decidedBy: personId, decidedAt: new Date(), outcome: 'dismissed' },
  })
  const ofOthers = { subjectKind: 'person' as const, subjectId: others.personId, authorId: others.personId }
  await db().moderationCase.create({ data: { kind: 'suspension', ...ofOthers, openedBy: personId, words: 'It only advertises.' } })
  await db().moderationCase.create({
    data: { kind: 'suspension', subjectKind: 'person', subjectId: personId, authorId: personId, words: `${word} should go` },
  })
  await db().moderationCase.create({
    data: {
      kind: 'held',
      subjectKind: 'reply',
      ...ofThem,
      held: { create: { personId, threadId: elsewhere.id, body: `${word} held`, why: 'first' } },
    },
  })
  await db().spamTrace.create({ data: { digest: new Uint8Array([personId % 256, 3]), place: 'thread 1', personId } })
  return {
    viewer,
    personId,
    userId: user.id,
    email,
    name: (await db().person.findUniqueOrThrow({ where: { id: personId } })).name,
    threadId: thread.id,
    replyId: reply.id,
    elsewhereId: elsewhere.id,
    answerId: answer.id,
    used,
    unused,
  }
}
