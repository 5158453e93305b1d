import { db } from '../../platform/db'
import type { SaidOfTopic } from './said'

/**
 * Whether the import made a topic. Earlier imports did not keep that. Then a topic that is no older than the source
 * counts as made by it.
 */
export async function wasMade(sourceId: number, topic: { createdAt: Date }, said: SaidOfTopic | null): Promise<boolean> {
  if (said) return said.made
  const source = await db().importSource.findUniqueOrThrow({ where: { id: sourceId }, select: { createdAt: true } })
  return source.createdAt <= topic.createdAt
}
