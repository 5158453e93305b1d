import net from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { db } from '../../platform/db/client'
import * as settings from '../../platform/env/env'
import { sendMail } from '../../platform/mail/send-mail'
import { makeOneTimeLink, readOneTimeLink } from './one-time-link'
import { askForNewPassword } from './password'
import { signIn } from './sign-in'
import { signUp } from './sign-up'
import { readSignedIn } from './signed-in'
import { readVerification, verifyEmail } from './verify-email'

/** What a mail server was sent. It speaks as little SMTP as it takes, and refuses who is called refused@. */
const received: string[] = []
let server: net.Server

beforeAll(async () => {
  server = net.createServer((socket) => {
    let inData = false
    socket.write('220 here\r\n')
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
      if (inData) {
        if (!text.endsWith('\r\n.\r\n')) return
        received.push(text)
        text = ''
        inData = false
        socket.write('250 taken\r\n')
        return
      }
      for (const line of text.split('\r\n').filter(Boolean)) {
        if (/^DATA/i.test(line)) {
          inData = true
          socket.write('354 go on\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else socket.write(/^RCPT TO:<refused@/i.test(line) ? '550 nobody of that name\r\n' : '250 ok\r\n')
      }
      text = ''
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  const smtpUrl = `smtp://127.0.0.1:${port}`
  vi.spyOn(settings, 'env').mockReturnValue({ ...settings.env(), smtpUrl })
})
afterAll(() => {
  vi.restoreAllMocks()
  server.close()
})

const from = { address: 'verification', headers: new Headers() }
const password = 'stones of every size'

const mailsTo = (recipient: string) => db().outgoingMail.findMany({ where: { recipient }, orderBy: { id: 'asc' } })
const headersOf = (cookies: string[]) => new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })
/** The parameters of the link to this page in a mail. */
function linkIn(body: string | undefined, page: string): URLSearchParams {
  const link = new RegExp(`https?://\\S+/${page}(?:\\?\\S*)?`).exec(body ?? '')?.[0]
  return new URL(link as string).searchParams
}
const next = '/tags/%23c?sort=activity&x=(a*b)~c'

test('with a mail server an address must be confirmed, by a mail that really goes out', async () => {
  const email = 'gail@example.org'
  expect(await signUp({ name: 'Gail', email, password, next }, from), 'nobody is signed in before').toEqual([])
  await expect(signIn({ email, password }, from)).rejects.toMatchObject({ code: 'invalid' })
  const [mail] = await mailsTo(email)
  await sendMail(Number(mail?.id))
  expect(received.at(-1)).toContain('To: gail@example.org')
  expect((await db().outgoingMail.findUniqueOrThrow({ where: { id: mail?.id } })).sentAt).not.toBeNull()
  const link = linkIn(mail?.body, 'verify')
  const token = link.get('token') as string
  expect(link.get('next'), 'the mail leads back to where they came from').toBe(next)

  // A mail scanner opens the link; this changes nothing.
  const facts = () => db().user.findUnique({ where: { email }, include: { sessions: true, accounts: true } })
  const before = await facts()
  for (let i = 0; i < 3; i++) expect(await readVerification(token)).toEqual({ email, name: 'Gail', isConfirmed: false })
  expect(await facts()).toEqual(before)

  const cookies = await verifyEmail(token, new Headers())
  expect((await readSignedIn(headersOf(cookies))).signedIn?.user.email).toBe(email)
  expect(await readVerification(token)).toMatchObject({ isConfirmed: true })
  expect(await verifyEmail(token, new Headers()), 'the link signs in once').toEqual([])
  await expect(signIn({ email, password }, from)).resolves.toHaveLength(1)
  for (const other of ['made.up.token', '', `${token.slice(0, -2)}xx`]) {
    expect(await readVerification(other)).toBeNull()
    await expect(verifyEmail(other, new Headers())).rejects.toMatchObject({ code: 'invalid' })
  }
})

test('someone who signs up with an address that is taken is told by mail, and the form says the same as ever', async () => {
  const email = 'gail@example.org'
  const before = await db().person.count()
  expect(await signUp({ name: 'Gail', email, password: 'another password', next }, from)).toEqual([])
  const mail = (await mailsTo(email)).at(-1)
  expect(mail?.subject).toContain('already have an account')
  expect(linkIn(mail?.body, 'sign-in').get('next')).toBe(next)
  expect(linkIn(mail?.body, 'forgot').get('next')).toBe(next)
  expect(await db().person.count()).toBe(before)
})

test('a mail for a new password leads back to where someone came from, and to no other site', async () => {
  const email = 'gail@example.org'
  await askForNewPassword(email, from, next)
  expect(linkIn((await mailsTo(email)).at(-1)?.body, 'reset').get('next')).toBe(next)
  await askForNewPassword(email, from, '//evil.example/x')
  expect(linkIn((await mailsTo(email)).at(-1)?.body, 'reset').get('next')).toBeNull()
})

test('an address that is not confirmed gets another mail when its owner signs in, which leads back too', async () => {
  const email = 'hugo@example.org'
  await signUp({ name: 'Hugo', email, password }, from)
  const says = async (typed: string) => (await signIn({ email, password: typed, next }, from).catch((error) => error)).message
  expect(await says(password), 'the same as for a wrong password').toBe(await says('a wrong password'))
  expect(linkIn((await mailsTo(email)).at(-1)?.body, 'verify').get('next')).toBe(next)
})

test('a mail that is refused keeps its reason and waits; one that was sent is not sent again', async () => {
  const refused = await db().outgoingMail.create({ data: { recipient: 'refused@example.org', subject: 'x', body: 'y' } })
  await expect(sendMail(Number(refused.id))).rejects.toThrow()
  expect(await db().outgoingMail.findUniqueOrThrow({ where: { id: refused.id } })).toMatchObject({
    sentAt: null,
    attempts: 1,
    error: expect.stringContaining('550'),
  })
  const before = received.length
  const sent = await db().outgoingMail.findFirstOrThrow({ where: { sentAt: { not: null } } })
  await sendMail(Number(sent.id))
  expect(received).toHaveLength(before)
})

test('where mail confirms addresses, a known one does not use an invitation up and nobody is told; a new one gets its role', async () => {
  const token = await makeOneTimeLink(db(), 'invitation')
  const join = (email: string) =>
    signUp(
      { name: 'Invited One', email, password: 'a stone upon a stone', invitation: token },
      { address: '10.2.2.2', headers: new Headers() },
    )
  const { email } = await db().user.findFirstOrThrow()
  expect(await join(email)).toEqual([])
  expect(await readOneTimeLink('invitation', token), 'it can still be used').not.toBeNull()
  await db().oneTimeLink.updateMany({ where: { usedAt: null }, data: { role: 'editor', createdBy: await anAdminId() } })
  expect(await join('invited.by.mail@example.org')).toEqual([])
  const made = await db().user.findUniqueOrThrow({ where: { email: 'invited.by.mail@example.org' }, include: { person: true } })
  expect([made.emailVerified, made.person.role]).toEqual([false, 'editor'])
  expect(await readOneTimeLink('invitation', token)).toBeNull()
})

async function anAdminId(): Promise<number> {
  const { personId } = await db().user.findFirstOrThrow()
  await db().person.update({ where: { id: personId }, data: { role: 'admin' } })
  return personId
}
