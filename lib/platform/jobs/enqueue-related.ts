import type { Db } from '../db'
import { enqueueAll } from './enqueue'

/** The thread or answer of a related list. */
export type Subject = { kind: 'thread' | 'answer'; id: number }

/** Lets the related lists of these be computed again when the transaction commits, each once, and the lists that now lead to `target`. */
export async function enqueueRelated(
  tx: Db,
  { threads = [], answers = [] }: { threads?: number[]; answers?: number[] },
  target?: Subject,
): Promise<void> {
  const subjects: Subject[] = [
    ...threads.map((id) => ({ kind: 'thread' as const, id })),
    ...answers.map((id) => ({ kind: 'answer' as const, id })),
    ...(target ? await readPointing(tx, target) : []),
  ]
  const each = new Map(subjects.map((subject) => [`${subject.kind}/${subject.id}`, subject]))
  await enqueueAll(tx, 'related.refresh', [...each.values()])
}

/** Returns those whose lists lead to a thread or an answer, at most `countMax`. */
export async function readPointing(tx: Db, { kind, id }: Subject, countMax?: number): Promise<Subject[]> {
  const links = await tx.relatedLink.findMany({
    where: { toKind: kind, toId: id, fromKind: { in: ['thread', 'answer'] } },
    select: { fromKind: true, fromId: true },
    take: countMax,
  })
  return links.map((link) => ({ kind: link.fromKind as Subject['kind'], id: link.fromId }))
}
