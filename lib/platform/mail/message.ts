import type { SendMailOptions } from 'nodemailer'
import { env } from '../env'

export type StoredMail = {
  id: number
  recipient: string
  subject: string
  body: string
  html: string | null
  about: string | null
  unsubscribe: string | null
}

/** Returns a mail as it is sent: text and HTML, and the headers by which programs and servers recognise it. */
export async function messageOf(mail: StoredMail): Promise<SendMailOptions> {
  const { mailFrom, siteUrl } = env()
  const host = new URL(siteUrl).hostname
  // No mail has this id. Mails that name it are shown together, whichever of them came first.
  const root = mail.about && `<${mail.about}@${host}>`
  return {
    from: mailFrom,
    to: mail.recipient,
    subject: mail.subject,
    text: mail.body,
    // React's server part is large, and pages that know of mails must not load it.
    html: mail.html ?? (await (await import('../letters')).htmlOfText(mail.body, mail.subject)),
    // The id is the same for every attempt, so that a server can drop the second copy.
    messageId: `<mail-${mail.id}@${host}>`,
    ...(root && { references: [root], inReplyTo: root }),
    headers: {
      // Programs that respond by themselves, such as those of people on holiday, leave such mails alone.
      'Auto-Submitted': 'auto-generated',
      ...(mail.unsubscribe && {
        'List-Unsubscribe': { prepared: true, value: `<${mail.unsubscribe}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  }
}

/** Returns the number of the mail that a Message-ID of this site names; null for any other. */
export function mailOfMessageId(messageId: string): number | null {
  const [, id, host] = /<?mail-(\d{1,15})@([^>\s]+)>?/.exec(messageId) ?? []
  return id !== undefined && host === new URL(env().siteUrl).hostname ? Number(id) : null
}
