import fs from 'node:fs/promises'
import path from 'node:path'
import nodemailer from 'nodemailer'
import { db } from '../db'
import { env } from '../env'

const timeoutMs = 15_000
const checkedAtOnce = 500

/**
 * Sends a queued mail through SMTP_URL or, without one, writes it into the mail folder as a file that mail programs open. A mail that was
 * sent is not sent again. @throws what the server said, so that the job is tried again later.
 */
export async function sendMail(id: number): Promise<void> {
  const mail = await db().outgoingMail.findUnique({ where: { id } })
  if (!mail || mail.sentAt) return
  const { smtpUrl, mailFrom, siteUrl } = env()
  const message = {
    from: mailFrom,
    to: mail.recipient,
    subject: mail.subject,
    text: mail.body,
    // The id is the same for every attempt, so that a server can drop the second copy.
    messageId: `<mail-${mail.id}@${new URL(siteUrl).hostname}>`,
  }
  try {
    const file = smtpUrl ? await overSmtp(smtpUrl, message) : await intoFolder(Number(mail.id), message)
    await db().outgoingMail.update({ where: { id }, data: { sentAt: new Date(), file, error: '', attempts: { increment: 1 } } })
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    await db().outgoingMail.update({ where: { id }, data: { error: said.slice(0, 500), attempts: { increment: 1 } } })
    throw error
  }
}

type Message = Parameters<ReturnType<typeof nodemailer.createTransport>['sendMail']>[0]

async function overSmtp(smtpUrl: string, message: Message): Promise<null> {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  })
  try {
    await transport.sendMail(message)
    return null
  } finally {
    transport.close()
  }
}

async function intoFolder(id: number, message: Message): Promise<string> {
  const dir = mailFolder()
  await fs.mkdir(dir, { recursive: true, mode: 0o700 })
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true })
  const { message: written } = (await transport.sendMail(message)) as unknown as { message: Buffer }
  const file = `${String(id).padStart(6, '0')}.eml`
  await fs.writeFile(path.join(dir, file), written, { mode: 0o600 })
  return file
}

/** Removes mails from the folder that are no longer in the database, because they were deleted or are old. Returns how many. */
export async function removeStrayMails(): Promise<number> {
  const files = (await fs.readdir(mailFolder()).catch(() => [])).filter((name) => /^\d{6,15}\.eml$/.test(name))
  let removed = 0
  for (let i = 0; i < files.length; i += checkedAtOnce) {
    const some = files.slice(i, i + checkedAtOnce)
    const known = await db().outgoingMail.findMany({
      where: { id: { in: some.map((name) => Number.parseInt(name, 10)) } },
      select: { id: true },
    })
    const ids = new Set(known.map(({ id }) => Number(id)))
    for (const name of some) {
      if (ids.has(Number.parseInt(name, 10))) continue
      await fs.rm(path.join(mailFolder(), name), { force: true })
      removed++
    }
  }
  return removed
}

/** Returns the folder of mails, used without a mail server. */
export function mailFolder(): string {
  return path.join(env().dataDir, 'mail')
}
