import { db } from '../../platform/db'
import { log, messageOf } from '../../platform/log'
import { storable } from '../../shared'

/**
 * Notes that a visit to the ask form saw suggestions for a title. The last title and the most suggestions count. Never throws: suggestions
 * are shown even if nothing can be written.
 */
export async function noteSuggestions(sessionId: string, title: string, suggested: number): Promise<void> {
  try {
    await writeSuggestions(sessionId, storable(title).slice(0, 300), suggested)
  } catch (error) {
    log('warn', 'suggestions not noted', { error: messageOf(error) })
  }
}

async function writeSuggestions(sessionId: string, clean: string, suggested: number): Promise<void> {
  await db().$executeRaw`
    insert into ask_session (id, title, suggested) values (${sessionId}, ${clean}, ${suggested})
    on conflict (id) do update set title = ${clean}, suggested = greatest(ask_session.suggested, ${suggested})
    where ask_session.outcome = 'open'`
}

/** Notes how it ended: with something that settles it, or with a post. The first end counts. */
export async function endAskSession(
  sessionId: string,
  outcome: 'settled' | 'posted',
  subject: { kind: 'thread' | 'answer'; id: number },
): Promise<void> {
  const data = { outcome, subjectKind: subject.kind, subjectId: subject.id } as const
  await db().askSession.createMany({ data: [{ id: sessionId }], skipDuplicates: true })
  await db().askSession.updateMany({ where: { id: sessionId, outcome: 'open' }, data })
}
