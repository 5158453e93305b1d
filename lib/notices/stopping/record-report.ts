import { z } from 'zod'
import { type Db, queryRows, transaction } from '../../platform/db'
import { log } from '../../platform/log'
import { mailOfMessageId, stopMailTo } from '../../platform/mail'
import { recordSiteEvent } from '../events'

/** What a report says about one mail: to whom it went, whether its reader called it unwanted, and which mail it was, if it says so. */
export type MailReport = { addresses: string[]; complaint: boolean; said: string; messageId: string | null }

/** `unknown`: no mail was sent from here to such an address. */
export type MailReportOutcome = { stopped: string[]; stoppedBefore: string[]; unknown: string[] }

const Recipient = z.object({ recipient: z.string() })

const tellsAdmins = {
  bounce: 'A mail came back. Nothing more is sent to its address by itself; the page about mail names it.',
  complaint: 'A reader reported a mail as unwanted. Nothing more is sent to their address by itself; the page about mail names it.',
}

/**
 * Stops mail to the addresses of a report, and tells admins of each that was not stopped before. A report is believed only about addresses
 * that mail was sent to from here: anyone can write one.
 */
export async function recordReport({ addresses, complaint, said, messageId }: MailReport): Promise<MailReportOutcome> {
  const outcome: MailReportOutcome = { stopped: [], stoppedBefore: [], unknown: [] }
  await transaction(async (tx) => {
    Object.assign(outcome, { stopped: [], stoppedBefore: [], unknown: [] })
    for (const reported of new Set(addresses.map((address) => address.trim().toLowerCase()))) {
      const address = await readRecipient(tx, reported, messageId)
      if (address === null) outcome.unknown.push(reported)
      else if (await stopMailTo(tx, { address, complaint, said })) outcome.stopped.push(address)
      else outcome.stoppedBefore.push(address)
    }
    // The address is a person's own: it is on the page about mail alone, from which it can be removed.
    for (const _ of outcome.stopped) await recordSiteEvent(tx, 'mail_failing', tellsAdmins[complaint ? 'complaint' : 'bounce'])
  })
  if (outcome.stopped.length > 0) log('warn', 'mail to an address is stopped', { complaint, addresses: outcome.stopped.length })
  return outcome
}

/**
 * Returns the address that a mail went to: that of the report, or, where a mail was forwarded and another address is at fault, that of the
 * mail which the report names.
 */
async function readRecipient(tx: Db, reported: string, messageId: string | null): Promise<string | null> {
  const [mail] = await queryRows(
    tx,
    Recipient,
    `select lower(recipient) as recipient from outgoing_mail where lower(recipient) = $1 or id = $2::bigint
     order by (lower(recipient) = $1) desc limit 1`,
    [reported, (messageId && mailOfMessageId(messageId)) || null],
  )
  return mail?.recipient ?? null
}
