import { noteSiteFaults } from '../administration'
import { queueDigests, queueDueMails } from '../notices/mail'
import { sendWaitingMails } from '../platform/mail'
import { repeat } from './repeat'

const tellEveryMs = 2_000
const sendEveryMs = 5_000
const digestEveryMs = 300_000
const lookAtSiteEveryMs = 60_000

/** Writes mails of what happened, digests, and what admins must know, and sends mails that waited, until it is stopped. */
export function keepMailing(): { stop(): Promise<void> } {
  const loops = [
    repeat(tellEveryMs, 'writing mails of what happened', queueDueMails),
    repeat(digestEveryMs, 'writing digests', once(queueDigests)),
    repeat(lookAtSiteEveryMs, 'looking whether the site is well', once(noteSiteFaults)),
    repeat(sendEveryMs, 'sending mails that waited', sendWaitingMails),
  ]
  return {
    async stop() {
      for (const loop of loops) await loop.stop()
    },
  }
}

/** Work that leaves nothing to do at once. */
const once = (work: () => Promise<void>) => async () => {
  await work()
  return false
}
