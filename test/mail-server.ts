import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { env } from '../lib/platform/env/env'

/** What the server does with a mail: takes it, refuses it for now or for good, knows no such address, or takes it and never says so. */
export type Behaviour = 'takes' | 'refuses for now' | 'refuses' | 'knows no such address' | 'is silent'

export type MailServer = {
  url: string
  /** What came, the first first. A mail that came twice is here twice. */
  mails: ParsedMail[]
  behave(behaviour: Behaviour): void
  /** How many connections are open now, and how many were at once. */
  connections(): { open: number; most: number }
  close(): Promise<void>
}

/** Has the tests of a file send their mail to one real server, which takes it. */
export function mailServerOfTests(): () => MailServer {
  let server: MailServer
  beforeAll(async () => {
    server = await aMailServer()
    env().smtpUrl = server.url
  })
  afterAll(async () => {
    env().smtpUrl = undefined
    await server.close()
  })
  beforeEach(() => {
    server.behave('takes')
    server.mails.length = 0
  })
  return () => server
}

/** Starts a real mail server, which keeps what it receives as a mail program reads it. */
export async function aMailServer(): Promise<MailServer> {
  const mails: ParsedMail[] = []
  let behaviour: Behaviour = 'takes'
  let [open, most] = [0, 0]
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect(_session, done) {
      most = Math.max(most, ++open)
      done()
    },
    onClose: () => void open--,
    onRcptTo: (_address, _session, done) =>
      done(behaviour === 'knows no such address' ? refusal('5.1.1 No such mailbox.', 550) : undefined),
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        if (behaviour === 'refuses') return done(refusal('No such mailbox.', 550))
        if (behaviour === 'refuses for now') return done(refusal('Come back later.', 451))
        mails.push(mail)
        if (behaviour === 'takes') done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    behave: (next) => {
      behaviour = next
    },
    connections: () => ({ open, most }),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

const refusal = (text: string, responseCode: number) => Object.assign(new Error(text), { responseCode })
