import fs from 'node:fs/promises'
import path from 'node:path'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { env } from '../env'

const timeoutMs = 15_000

/** Sends a message through the mail server. A connection takes one message: at most one is on its way when a worker is killed. */
export async function overSmtp(smtpUrl: string, message: SendMailOptions): Promise<null> {
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

/** Writes a message into the mail folder. Returns the name of its file. */
export async function intoFolder(id: number, message: SendMailOptions): Promise<string> {
  const dir = mailFolder()
  await fs.mkdir(dir, { recursive: true, mode: 0o700 })
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true })
  const { message: written } = (await transport.sendMail(message)) as unknown as { message: Buffer }
  const file = `${String(id).padStart(6, '0')}.eml`
  await fs.writeFile(path.join(dir, file), written, { mode: 0o600 })
  return file
}

/** Returns the folder of mails, used without a mail server. */
export function mailFolder(): string {
  return path.join(env().dataDir, 'mail')
}
