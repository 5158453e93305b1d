import { db } from '../../platform/db'
import type { SaidOfTopic } from './said'

/** Whether the import made a topic. Of earlier imports only its age tells: it has come with the source or later. */
export async function wasMade(sourceId: number, topic: { createdAt: Date }, said: SaidOfTopic | null): Promise<boolean> {
  if (said) return said.made
  const source = await db().importSource.findUniqueOrThrow({ where: { id: sourceId }, select: { createdAt: true } })
  return source.createdAt <= topic.createdAt
}
