import { z } from 'zod'
import { type Db, pool, queryRow, queryRows, transaction } from '../../platform/db'
import { mailIsPaused, queueMail } from '../../platform/mail'
import { type NoticeGroup, readWaiting } from './groups'
import { type MailReader, readMailReader } from './mail-reader'
import { makeNoticeMail } from './notice-mail'

/** So many mails of notices a person gets within an hour. What is more goes into one mail, the last of them, or waits. */
export const mailsPerHourMax = 10

const Person = z.object({ personId: z.int() })
const Hour = z.object({ count: z.int(), free: z.date() })

/**
 * Writes the mails of one person of whom notices are due. What the person may see is asked again now. The mails and the end of their
 * notices' waiting are one transaction: a worker that is killed loses nothing and doubles nothing. Returns whether there may be more to do
 * at once.
 */
export async function queueDueMails(): Promise<boolean> {
  if (await mailIsPaused()) return false
  let taken: number | null = null
  try {
    return await transaction(async (tx) => {
      const [due] = await queryRows(
        tx,
        Person,
        `select n.person_id as "personId" from notice n join auth_user u on u.person_id = n.person_id
         where n.mail_at <= now() order by n.mail_at, n.person_id limit 1 for no key update of u skip locked`,
      )
      taken = due?.personId ?? null
      if (taken === null) return false
      await queueMailsOf(tx, taken)
      return true
    })
  } catch (error) {
    if (taken !== null) await putOff(taken)
    throw error
  }
}

/** A fault with one person's mails must not hold up everyone's: theirs are tried again in some minutes. */
async function putOff(personId: number): Promise<void> {
  await pool().query(`update notice set mail_at = now() + interval '5 minutes' where person_id = $1 and mail_at <= now()`, [personId])
}

async function queueMailsOf(tx: Db, personId: number): Promise<void> {
  const reader = await readMailReader(tx, personId)
  if (!reader) {
    await tx.notice.updateMany({ where: { personId, mailAt: { not: null } }, data: { mailAt: null } })
    return
  }
  const { count, free } = await readHour(tx, personId)
  if (count >= mailsPerHourMax) {
    await tx.notice.updateMany({ where: { personId, mailAt: { lt: free } }, data: { mailAt: free } })
    return
  }
  const { groups, dropped } = await readWaiting(tx, personId)
  for (const mail of intoMails(groups, mailsPerHourMax - count)) await queueMailOf(tx, reader, mail)
  await endWaiting(tx, personId, [...dropped, ...groups.flatMap(({ eventIds }) => eventIds)])
}

/** How many mails of notices the person got within the last hour, and when another may be sent if it is too many. */
function readHour(tx: Db, personId: number): Promise<z.output<typeof Hour>> {
  return queryRow(
    tx,
    Hour,
    `select count(*)::int as count, coalesce(min(created_at), now()) + interval '61 minutes' as free from (
       select created_at from outgoing_mail where person_id = $1::int and created_at > now() - interval '1 hour'
       order by created_at desc limit ${mailsPerHourMax}) recent`,
    [personId],
  )
}

/** A mail for each group; where there may not be that many, the last mail has the rest. */
function intoMails(groups: NoticeGroup[], countMax: number): NoticeGroup[][] {
  if (groups.length <= countMax) return groups.map((group) => [group])
  return [...groups.slice(0, countMax - 1).map((group) => [group]), groups.slice(countMax - 1)]
}

async function queueMailOf(tx: Db, reader: MailReader, groups: NoticeGroup[]): Promise<void> {
  const mail = await makeNoticeMail(reader, groups)
  if (mail) await queueMail(tx, mail)
}

async function endWaiting(tx: Db, personId: number, eventIds: string[]): Promise<void> {
  await tx.notice.updateMany({ where: { personId, eventId: { in: eventIds.map(BigInt) } }, data: { mailAt: null } })
}
