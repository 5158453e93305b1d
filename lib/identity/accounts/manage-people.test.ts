import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { anAccount, somePassword } from '../../../test/accounts'
import { aThread, countWords } from '../../../test/factories'
import { boostThread, postReply, startThread } from '../../community/threads'
import { readAskDraft, saveAskDraft } from '../../curation/ask'
import { runImport } from '../../exchange/import/run'
import { recount } from '../../maintenance/recount'
import { db } from '../../platform/db/client'
import { pageTags } from '../../platform/expiry'
import { search, searchEngine } from '../../search'
import { fullDate } from '../../shared'
import { findOrCreatePerson } from '../people/find-or-create'
import { viewerOf, visitor } from '../viewer/viewer'
import { claimAuthor, readClaimable } from './claim-author'
import { assignAuthor, readManagedPerson, setRole, suspend, unsuspend } from './manage-people'
import { signIn } from './sign-in'
import { readSignedIn } from './signed-in'

const anAdmin = async (name: string) => viewerOf((await anAccount(name, 'admin')).personId, 'admin')

test('the last admin stays one, and nobody shuts themselves out', async () => {
  const first = await anAdmin('First Admin')
  await expect(setRole(first, first.personId as number, 'member')).rejects.toMatchObject({ code: 'conflict' })
  await expect(suspend(first, first.personId as number, 'x')).rejects.toMatchObject({ code: 'conflict' })
  const second = await anAdmin('Second Admin')
  await setRole(second, first.personId as number, 'member')
  expect((await db().person.findUniqueOrThrow({ where: { id: first.personId as number } })).role).toBe('member')
})

test('a role that changes is on all pages at once, since posts of editors carry the word', async () => {
  const admin = await anAdmin('Promoting Admin')
  const { personId } = await anAccount('New Editor')
  await db().pageExpiry.deleteMany()
  await setRole(admin, personId, 'member')
  expect(await db().pageExpiry.count(), 'the same role changes nothing').toBe(0)
  await setRole(admin, personId, 'editor')
  expect((await db().pageExpiry.findMany()).flatMap(({ tags }) => tags)).toEqual([pageTags.everything])
})

test('a suspension needs a reason, is kept with its author, and can be taken back', async () => {
  const admin = await anAdmin('Suspending Admin')
  const { personId, email, cookies } = await anAccount('Noisy One')
  const headers = new Headers({ cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') })
  await expect(suspend(admin, personId, ' ')).rejects.toMatchObject({ code: 'invalid', field: 'reason' })
  await suspend(admin, personId, 'Advertised.')
  const { since } = (await readSignedIn(headers)).suspension ?? {}
  expect(since).toBeInstanceOf(Date)
  expect(await readSignedIn(headers), 'a session of before says why, and nothing else').toMatchObject({
    signedIn: null,
    suspension: { reason: 'Advertised.' },
  })
  const refused = await signIn({ email, password: somePassword }, { address: 'suspended', headers: new Headers() }).catch((error) => error)
  expect(refused).toMatchObject({
    code: 'forbidden',
    message: `Your account is suspended since ${fullDate(since as Date)}. The reason: Advertised.`,
  })
  const wrong = await signIn({ email, password: 'wrong password' }, { address: 'suspended', headers: new Headers() }).catch(
    (error) => error,
  )
  expect(wrong.message, 'told to those alone who know the password').not.toContain('suspended')
  await unsuspend(admin, personId)
  expect(await readSignedIn(headers), 'everyone signs in again').toMatchObject({ signedIn: null, suspension: null })
  const entries = await db().auditEntry.findMany({ where: { subjectKind: 'person', subjectId: personId }, orderBy: { id: 'asc' } })
  expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
    ['person.suspend', 'Advertised.'],
    ['person.unsuspend', ''],
  ])
  await expect(db().auditEntry.deleteMany({}), 'what is kept is never changed').rejects.toThrow()
})

test('a reason of before, written for administrators, is not shown to the suspended person', async () => {
  const { personId, email, cookies } = await anAccount('Long Suspended')
  // As an earlier version left it.
  await db().user.update({ where: { personId }, data: { suspendedAt: new Date(), suspendedReason: 'Rude by mail.' } })
  const headers = new Headers({ cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') })
  expect((await readSignedIn(headers)).suspension).toMatchObject({ reason: '' })
  const refused = await signIn({ email, password: somePassword }, { address: 'long', headers: new Headers() }).catch((error) => error)
  expect(refused.message).toMatch(/^Your account is suspended since [^.]*\.$/)
  const seen = await readManagedPerson(await anAdmin('Reading Admin'), 'long-suspended')
  expect(seen?.user?.suspendedReason, 'administrators read it').toBe('Rude by mail.')
})

test('an imported author becomes an account’s: posts, boosts and `by:` follow, counters hold', async () => {
  const admin = await anAdmin('Giving Admin')
  const author = await findOrCreatePerson(db(), 'old_hand')
  const mine = await aThread({ by: { audience: 'member', personId: author }, title: 'Written before the move' })
  const { personId, email } = await anAccount('New Hand')
  const viewer = viewerOf(personId, 'member')
  // Both boost what somebody else wrote: one boost is left. What the account boosted of the author's is its own now.
  const others = await aThread({ title: 'Written by somebody else' })
  await boostThread(viewer, mine.id)
  for (const each of [viewer, viewerOf(author, 'member')]) await boostThread(each, others.id)
  await saveAskDraft(personId, { title: 'Not asked yet', body: '', tags: '', topicId: null })
  const after = await aThread({ by: viewer, title: 'Written after the move' })
  await postReply(viewer, { threadId: (await aThread()).id, body: 'Replied elsewhere.' })
  await assignAuthor(admin, 'OLD_HAND', email)
  expect((await db().user.findUniqueOrThrow({ where: { email } })).personId).toBe(author)
  expect((await db().thread.findUniqueOrThrow({ where: { id: after.id } })).authorId).toBe(author)
  expect(await readAskDraft(author)).toMatchObject({ title: 'Not asked yet' })
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'by:old_hand written' })).total).toBe(2)
  expect((await search(searchEngine(), visitor, { text: 'by:old_hand replied' })).total).toBe(1)
  expect((await db().thread.findUniqueOrThrow({ where: { id: mine.id } })).boostCount).toBe(0)
  expect((await db().thread.findUniqueOrThrow({ where: { id: others.id } })).boostCount).toBe(1)
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
  await expect(assignAuthor(admin, 'old_hand', email)).rejects.toMatchObject({ code: 'conflict' })
  await expect(startThread(viewerOf(author, 'member'), { topicId: 1, title: 'x', body: 'y' })).resolves.toBeTruthy()
})

test('who proves an address takes over what was imported under it, and nobody else does', async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-claim-'))
  const { email, personId } = await anAccount('Comes Back')
  const user = await db().user.findUniqueOrThrow({ where: { email } })
  const post = {
    id: 901,
    post_number: 1,
    topic_id: 90,
    username: 'wrote_before',
    user_id: 41,
    created_at: '2026-01-01T10:00:00Z',
    cooked: '<p>Old.</p>',
  }
  fs.writeFileSync(
    path.join(dir, '90.json'),
    JSON.stringify({ id: 90, title: 'Old topic', created_at: post.created_at, post_stream: { posts: [post] } }),
  )
  fs.writeFileSync(
    path.join(dir, 'users.json'),
    JSON.stringify([
      { id: 41, username: 'wrote_before', email: email.toUpperCase() },
      { id: 42, username: 'reads', email: 'r@example.org' },
    ]),
  )
  expect(await runImport({ kind: 'discourse', path: dir, source: 'claims' })).toMatchObject({ threads: { added: 1 }, problems: [] })
  expect(JSON.stringify(await db().importedAddress.findMany()), 'no address is kept').not.toContain(email.split('@')[0])
  const author = await db().person.findFirstOrThrow({ where: { name: 'wrote_before' } })
  const viewer = viewerOf(personId, 'member')
  await db().user.update({ where: { id: user.id }, data: { emailVerified: false } })
  expect(await readClaimable(user.id)).toEqual({ any: true, proven: false, authors: [] })
  await expect(claimAuthor(viewer, user.id, author.id)).rejects.toMatchObject({ code: 'not_found' })
  await db().user.update({ where: { id: user.id }, data: { emailVerified: true } })
  expect(await readClaimable(user.id)).toMatchObject({ authors: [{ id: author.id, threads: 1, replies: 0 }] })
  const other = await db().user.findUniqueOrThrow({ where: { email: (await anAccount('Somebody Else')).email } })
  await db().user.update({ where: { id: other.id }, data: { emailVerified: true } })
  await expect(claimAuthor(viewerOf(other.personId, 'member'), other.id, author.id)).rejects.toMatchObject({ code: 'not_found' })
  await claimAuthor(viewer, user.id, author.id)
  expect((await db().user.findUniqueOrThrow({ where: { id: user.id } })).personId).toBe(author.id)
  expect((await readClaimable(user.id)).authors).toEqual([])
  expect(await runImport({ kind: 'discourse', path: dir, source: 'claims' })).toMatchObject({ threads: { unchanged: 1 } })
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('a name is that name alone: what databases read as a joker is a letter like others', async () => {
  const admin = await anAdmin('Exact Admin')
  const other = await findOrCreatePerson(db(), 'adaXberg')
  const one = await findOrCreatePerson(db(), 'ada_berg')
  expect(one).not.toBe(other)
  expect(await findOrCreatePerson(db(), 'ADA_berg')).toBe(one)
  expect((await readManagedPerson(admin, 'Ada_Berg'))?.id).toBe(one)
  const slash = await findOrCreatePerson(db(), 'a\\b')
  expect((await readManagedPerson(admin, 'a\\b'))?.id).toBe(slash)
  expect(await readManagedPerson(admin, '%')).toBeNull()
})
