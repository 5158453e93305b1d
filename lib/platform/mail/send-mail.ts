import { z } from 'zod'
import { db, pool, queryRows } from '../db'
import { env } from '../env'
import { messageOf, type StoredMail } from './message'
import { mailIsPaused } from './pause'
import { stopMailTo } from './stops'
import { intoFolder, overSmtp } from './transport'

/** Longer than any attempt takes. */
const claimedFor = '2 minutes'
/** A mail that could not be sent is tried again after a minute, two, four … and no longer than this after it was written. */
const triedDays = 3
const longestMinutes = 60
const takenAtOnce = 20

const Id = z.object({ id: z.int() })
const Claimed = z.object({
  id: z.int(),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  html: z.string().nullable(),
  about: z.string().nullable(),
  unsubscribe: z.string().nullable(),
  bySelf: z.boolean(),
  stopped: z.boolean(),
})
/** What nodemailer says of an address that the server refuses. */
const Refusal = z.object({ command: z.literal('RCPT TO'), response: z.string() })

/**
 * Sends a queued mail through SMTP_URL or, without one, writes it into the mail folder as a file that mail programs open. A mail that was
 * sent, or is being sent, is not sent again. While mail is paused it waits; to an address to which mail is stopped it is not sent, unless
 * it is about an account. @throws what the server said; `sendWaitingMails()` tries again.
 */
export async function sendMail(id: number, { evenPaused = false } = {}): Promise<void> {
  if (!evenPaused && (await mailIsPaused())) return wait(id)
  const mail = await claim(id)
  if (!mail) return
  if (mail.stopped) return giveUp(id, 'Mail to this address is stopped.')
  try {
    const file = await send(mail)
    await db().outgoingMail.update({
      where: { id },
      data: { sentAt: new Date(), file, error: '', claimedUntil: null, tryAt: null, attempts: { increment: 1 } },
    })
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    if (mail.bySelf && isNoAddress(error)) return stop(mail, said)
    await tryLater(id, said)
    throw error
  }
}

/** The server knows that there is no such address (RFC 3463, 5.1.x). Other refusals may be about this site or this hour. */
function isNoAddress(error: unknown): boolean {
  const refusal = Refusal.safeParse(error)
  return refusal.success && /^5\d\d[ -]5\.1\.\d/.test(refusal.data.response)
}

/** What a mail that came back does, too: nothing is sent to the address by itself any more. */
async function stop({ id, recipient }: StoredMail, said: string): Promise<void> {
  await stopMailTo(db(), { address: recipient, complaint: false, said })
  await giveUp(id, said)
}

/**
 * Sends mails that waited: for the end of a pause, for a server that failed, or because their worker was killed. Returns whether there may
 * be more.
 */
export async function sendWaitingMails(): Promise<boolean> {
  if (await mailIsPaused()) return false
  const waiting = await queryRows(
    pool(),
    Id,
    `select id::float8 as id from outgoing_mail
     where sent_at is null and try_at <= now() and (claimed_until is null or claimed_until < now()) order by try_at limit ${takenAtOnce}`,
  )
  // One that fails says so in its row, and must not hold up the others.
  for (const { id } of waiting) await sendMail(id).catch(() => undefined)
  return waiting.length === takenAtOnce
}

/**
 * Only one process has a mail at a time. If it is killed, another takes the mail a little later. The mail may have gone out by then, once:
 * its Message-ID is the same.
 */
async function claim(id: number): Promise<z.output<typeof Claimed> | undefined> {
  const [mail] = await queryRows(
    pool(),
    Claimed,
    `update outgoing_mail m set claimed_until = now() + interval '${claimedFor}', try_at = now()
     where id = $1 and sent_at is null and (claimed_until is null or claimed_until < now()) and (attempts = 0 or try_at is null or try_at <= now())
     returning id::float8 as id, recipient, subject, body, html, about, unsubscribe, person_id is not null as "bySelf",
       person_id is not null and exists (select 1 from mail_stop s where s.address = lower(m.recipient)) as stopped`,
    [id],
  )
  return mail
}

async function wait(id: number): Promise<void> {
  await pool().query(
    'update outgoing_mail set try_at = case when attempts = 0 then now() else coalesce(try_at, now()) end where id = $1 and sent_at is null',
    [id],
  )
}

async function giveUp(id: number, said: string): Promise<void> {
  await pool().query('update outgoing_mail set error = $2, claimed_until = null, try_at = null where id = $1', [id, said])
}

async function tryLater(id: number, said: string): Promise<void> {
  await pool().query(
    `update outgoing_mail set error = $2, claimed_until = null, attempts = attempts + 1,
       try_at = case when created_at > now() - interval '${triedDays} days'
         then now() + least(interval '${longestMinutes} minutes', interval '1 minute' * 2 ^ least(attempts, 10)) end
     where id = $1`,
    [id, said.slice(0, 500)],
  )
}

async function send(mail: StoredMail): Promise<string | null> {
  const message = await messageOf(mail)
  const { smtpUrl } = env()
  return smtpUrl ? overSmtp(smtpUrl, message) : intoFolder(mail.id, message)
}
