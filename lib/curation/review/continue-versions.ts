import { z } from 'zod'
import { lastMajorAt } from '../../answers'
import { answerIsLive } from '../../identity/viewer'
import { pool, queryRows, transaction } from '../../platform/db'
import { readNewerVersions } from './read-versions'

const batchMax = 5
const againAfter = '1 day'

const Answer = z.object({ id: z.int(), topicId: z.int(), appliesTo: z.array(z.string()), since: z.date(), now: z.date() })

/**
 * Looks for newer versions than the next answers apply to: once a day for each answer, and when it was revised. Returns whether there may
 * be more to do now.
 */
export async function continueVersions(): Promise<boolean> {
  const answers = await queryRows(
    pool(),
    Answer,
    `select a.id, a.topic_id as "topicId", a.applies_to as "appliesTo",
       greatest(${lastMajorAt('a')}, a.published_at) as since, now() as now
     from answer a left join answer_review w on w.answer_id = a.id
     where ${answerIsLive('a')} and a.applies_to <> '{}'
       and (w.versions_read_at is null or w.versions_read_at < a.revised_at or w.versions_read_at < now() - interval '${againAfter}')
     order by w.versions_read_at nulls first, a.id limit ${batchMax}`,
  )
  for (const answer of answers) await note(answer)
  return answers.length === batchMax
}

/** What was found before keeps its time: an editor who has settled it is not asked again. */
async function note(answer: z.infer<typeof Answer>): Promise<void> {
  const found = await readNewerVersions(answer)
  await transaction(async (tx) => {
    // Threads and revisions of the meantime were not looked at.
    const { id: answerId, now: versionsReadAt } = answer
    await tx.answerReview.upsert({ where: { answerId }, create: { answerId, versionsReadAt }, update: { versionsReadAt } })
    const before = await tx.newerVersion.findMany({ where: { answerId } })
    await tx.newerVersion.deleteMany({ where: { answerId } })
    await tx.newerVersion.createMany({
      data: found.map(({ threadId, version, at }) => {
        const known = before.find((each) => each.threadId === threadId && each.version === version)
        return { answerId, threadId, version, at, noticedAt: known?.noticedAt }
      }),
      skipDuplicates: true,
    })
  })
}
