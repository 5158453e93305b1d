import { storable, withFewMarks } from '../../shared'
import type { Db } from '../db'
import { enqueue } from '../jobs'

export type Mail = { to: string; subject: string; body: string }

/** Queues a mail in the caller's transaction; the worker sends it after the commit. Plain text only. */
export async function queueMail(tx: Db, { to, subject, body }: Mail): Promise<void> {
  // A line break would begin another header.
  const mail = await tx.outgoingMail.create({
    data: { recipient: oneLine(to), subject: oneLine(subject), body: lines(body) },
    select: { id: true },
  })
  await enqueue(tx, 'mail.send', { id: Number(mail.id) })
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
