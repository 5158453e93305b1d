import { z } from 'zod'
import { recordAudit } from '../identity/audit'
import { authorize, authorizePerson, type Viewer } from '../identity/viewer'
import { db, pool, queryRow, transaction } from '../platform/db'
import { env } from '../platform/env'
import { DomainError } from '../platform/errors'
import { messageOf } from '../platform/log'
import { type MailStop, resumeMailTo, sendMail, writeMail } from '../platform/mail'

const stopsShown = 50

const Figures = z.object({
  pausedSince: z.date().nullable(),
  sentToday: z.int(),
  waiting: z.int(),
  failing: z.int(),
  oldest: z.date().nullable(),
  stopped: z.int(),
})

/** What an administrator sees of mail as a whole; `stops` are the latest addresses to which it is stopped. */
export type MailState = z.output<typeof Figures> & { stops: MailStop[] }

/** Returns the figures of mail and the addresses to which it is stopped. @throws DomainError `forbidden`. */
export async function readMailState(viewer: Viewer): Promise<MailState> {
  authorize(viewer, 'admin.mail')
  const [figures, stops] = await Promise.all([
    queryRow(
      pool(),
      Figures,
      `select (select since from mail_pause) as "pausedSince",
         (select count(*)::int from outgoing_mail where created_at > now() - interval '4 days' and sent_at > now() - interval '1 day') as "sentToday",
         (select count(*)::int from mail_stop) as stopped, w.*
       from (select count(*)::int as waiting, count(*) filter (where attempts > 0)::int as failing, min(created_at) as oldest
         from outgoing_mail where sent_at is null and try_at is not null) w`,
    ),
    db().mailStop.findMany({ orderBy: { createdAt: 'desc' }, take: stopsShown }),
  ])
  return { ...figures, stops }
}

/** Pauses all mail, or lets it go on; what waited is sent then. Doing it twice is doing it once. @throws DomainError `forbidden`. */
export async function pauseMail(viewer: Viewer, paused: boolean): Promise<void> {
  authorize(viewer, 'admin.mail')
  await transaction(async (tx) => {
    const { count } = paused ? await tx.mailPause.createMany({ data: [{}], skipDuplicates: true }) : await tx.mailPause.deleteMany()
    if (count > 0) await recordAudit(tx, viewer, { action: paused ? 'mail.pause' : 'mail.go_on' })
  })
}

/**
 * Sends a mail to the administrator's own address at once, also while mail is paused. Returns the address. @throws DomainError `forbidden`,
 * `unavailable` with what the mail server said.
 */
export async function sendTestMail(viewer: Viewer): Promise<string> {
  authorize(viewer, 'admin.mail')
  const personId = authorizePerson(viewer, 'account.settings', true)
  const { email } = await db().user.findUniqueOrThrow({ where: { personId }, select: { email: true } })
  const { siteName, siteUrl } = env()
  const body = `This is a test. Mail from ${siteName} arrives at this address.\n\n${siteUrl}\n`
  const id = await transaction((tx) => writeMail(tx, { to: email, subject: `A test from ${siteName}`, body }))
  try {
    await sendMail(id, { evenPaused: true })
  } catch (error) {
    // A test that failed is over: it must not arrive hours later.
    await db().outgoingMail.updateMany({ where: { id, sentAt: null }, data: { tryAt: null } })
    throw new DomainError('unavailable', `The test mail could not be sent. The mail server says: ${messageOf(error)}`)
  }
  return email
}

/** Lets mail to an address be sent again. @throws DomainError `forbidden`, `not_found`. */
export async function resumeAddress(viewer: Viewer, address: string): Promise<void> {
  authorize(viewer, 'admin.mail')
  await transaction(async (tx) => {
    if (!(await resumeMailTo(tx, address))) throw new DomainError('not_found', 'Mail to this address is not stopped.')
    await recordAudit(tx, viewer, { action: 'mail.address_go_on' })
  })
}
