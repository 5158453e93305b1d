import { z } from 'zod'
import { queryRow, transaction } from '../../platform/db'
import { log, messageOf } from '../../platform/log'
import { mailIsPaused, queueMail } from '../../platform/mail'
import { toldUntil } from '../events'
import { readDigest } from './digest-content'
import { makeDigestMail } from './digest-mail'
import { type DueDigest, digestChannels, readDueDigests } from './due-digests'
import { readMailReader } from './mail-reader'

const Until = z.object({ until: z.date() })

/**
 * Writes the digests that are due. Each is a row and its mail in one transaction: a worker that is killed loses nothing and doubles
 * nothing, and several workers write each once. `now` is for tests.
 */
export async function queueDigests(now: Date | null = null): Promise<void> {
  for (const channel of digestChannels) {
    for (let after: number | null = 0; after !== null; ) {
      if (await mailIsPaused()) return
      const { due, last }: Awaited<ReturnType<typeof readDueDigests>> = await readDueDigests(channel, after, now)
      await queueEach(due, now)
      after = last
    }
  }
}

/** A fault with one person's digest must not hold up the others: it is due until it was made. */
async function queueEach(due: DueDigest[], now: Date | null): Promise<void> {
  const faults: unknown[] = []
  for (const digest of due) await queueDigest(digest, now).catch((error) => faults.push(error))
  if (faults.length > 0) log('error', 'digests could not be written', { digests: faults.length, error: messageOf(faults[0]) })
}

async function queueDigest({ personId, channel, day, since }: DueDigest, now: Date | null): Promise<void> {
  await transaction(async (tx) => {
    const { until } = await queryRow(tx, Until, untilWhen, [now])
    const { count } = await tx.digest.createMany({
      data: [{ personId, channel, day: new Date(day), createdAt: until }],
      skipDuplicates: true,
    })
    const reader = count > 0 && since !== null ? await readMailReader(tx, personId) : null
    if (!reader || since === null) return
    const content = await readDigest(reader.viewer, channel, { since, until })
    if (content) await queueMail(tx, await makeDigestMail(reader, channel, content))
  })
}

const untilWhen = `select date_trunc('milliseconds', ${toldUntil('coalesce($1::timestamptz, now())')}) as until`
