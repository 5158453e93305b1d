import { withReindex } from '../../answers'
import type { Viewer } from '../../identity/viewer'
import type { Db } from '../../platform/db'

type Titled = { id: number; title: string; withdrawnAt: Date | null }
type Move = { from: Titled; into: Titled; at: Date }

/**
 * What covered a merged thread covers the one that stays, unless that is known already. Both titles lead to the answer from
 * then on; that of the merged one goes with the coverage. Returns the answers whose threads must be computed again.
 */
export async function moveCoverage(tx: Db, viewer: Viewer, move: Move): Promise<number[]> {
  const answerIds = await covering(tx, move.from.id)
  for (const answerId of answerIds) await withReindex(tx, answerId, () => moveOne(tx, viewer, answerId, move))
  return answerIds
}

async function moveOne(tx: Db, viewer: Viewer, answerId: number, { from, into, at }: Move): Promise<void> {
  const own = await tx.coverage.delete({ where: { threadId_answerId: { threadId: from.id, answerId } } })
  const known = await tx.coverage.findUnique({ where: { threadId_answerId: { threadId: into.id, answerId } } })
  if (!known) {
    const { section, response, reason, respondedAt } = own
    await tx.coverage.create({
      data: { threadId: into.id, answerId, section, response, reason, respondedAt, editorId: viewer.personId, createdAt: at },
    })
  }
  const { response, section } = known ?? own
  // What is contested leads nobody there.
  if (response === 'contested') await tx.coverageAlias.deleteMany({ where: { answerId, threadId: from.id } })
  else
    await tx.coverageAlias.createMany({
      data: [from, into]
        .filter(({ withdrawnAt }) => !withdrawnAt)
        .map(({ id, title }) => ({ answerId, threadId: id, alias: title, section })),
      skipDuplicates: true,
    })
}

async function covering(tx: Db, threadId: number): Promise<number[]> {
  const rows = await tx.coverage.findMany({ where: { threadId }, select: { answerId: true }, orderBy: { answerId: 'asc' } })
  return rows.map(({ answerId }) => answerId)
}
