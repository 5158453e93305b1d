import net from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { db } from '../../platform/db/client'
import * as settings from '../../platform/env/env'
import { sendMail } from '../../platform/mail/send-mail'
import { verifyEmail } from './password'
import { signIn } from './sign-in'
import { signUp } from './sign-up'

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

test('with a mail server an address must be confirmed, by a mail that really goes out', async () => {
  const email = 'gail@example.org'
  await signUp({ name: 'Gail', email, password }, from)
  await expect(signIn({ email, password }, from)).rejects.toMatchObject({ code: 'invalid' })
  const mail = await db().outgoingMail.findFirstOrThrow({ where: { recipient: email }, orderBy: { id: 'asc' } })
  await sendMail(Number(mail.id))
  expect(received.at(-1)).toContain('To: gail@example.org')
  expect((await db().outgoingMail.findUniqueOrThrow({ where: { id: mail.id } })).sentAt).not.toBeNull()
  const token = /verify\?token=([\w.-]+)/.exec(mail.body)?.[1] as string
  await verifyEmail(token)
  await expect(signIn({ email, password }, from)).resolves.toHaveLength(1)
  await expect(verifyEmail('made.up.token')).rejects.toMatchObject({ code: 'invalid' })
})

test('who signs up with an address that is taken is told by mail, and the page says the same as ever', async () => {
  await signUp({ name: 'Gail', email: 'gail@example.org', password: 'another password' }, from)
  const mails = await db().outgoingMail.findMany({ where: { recipient: 'gail@example.org' }, orderBy: { id: 'desc' } })
  expect(mails[0]?.subject).toContain('already have an account')
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
