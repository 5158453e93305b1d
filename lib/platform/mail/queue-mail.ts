import { storable, withFewMarks } from '../../shared'
import type { Db } from '../db'
import { enqueue } from '../jobs'

/** A mail whose job has not come by then, because its worker was killed, is sent by another worker. */
const jobComesWithinMs = 60_000

export type Mail = {
  to: string
  subject: string
  body: string
  /** Without it, it is made of the text when the mail is sent. */
  html?: string
  /** Who is told something. A mail without a person is about an account, and its reader has asked for it. */
  personId?: number
  /** What it is about, as in "thread-12": mail programs show mails about one thing together. */
  about?: string
  /** Where one click stops such mails. */
  unsubscribe?: string
}

/** Queues a mail in the caller's transaction; the worker sends it after the commit. */
export async function queueMail(tx: Db, mail: Mail): Promise<void> {
  await enqueue(tx, 'mail.send', { id: await writeMail(tx, mail) })
}

/** Writes a mail that the caller sends. Returns its id. */
export async function writeMail(tx: Db, { to, subject, body, html, ...rest }: Mail): Promise<number> {
  // A line break would begin another header.
  const mail = await tx.outgoingMail.create({
    data: {
      tryAt: new Date(Date.now() + jobComesWithinMs),
      recipient: oneLine(to),
      subject: oneLine(subject),
      body: lines(body),
      html: html && storable(html),
      ...rest,
    },
    select: { id: true },
  })
  return Number(mail.id)
}

function oneLine(text: string): string {
  return withFewMarks(storable(text))
    .replace(/[\r\n]+/g, ' ')
    .trim()
}

// HTML parsers drop a line break after `<pre>`. React cares only about `\n`, and mail servers want CRLF.
function lines(text: string): string {
  return storable(text).replace(/\r\n?/g, '\n')
}
