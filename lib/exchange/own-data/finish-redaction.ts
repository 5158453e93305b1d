import { removeStrayMails } from '../../platform/mail'
import { writeErasureFile } from './erasure-file'

/** Completes redactions: removes files of mails, and notes beside the database what was redacted. It may be called twice. */
export async function finishRedaction(): Promise<void> {
  await removeStrayMails()
  await writeErasureFile()
}
