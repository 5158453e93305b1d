import { z } from 'zod'
import { queryRows } from '../../platform/db'
import type { ImportContext } from './context'
import { insertThreads } from './insert-threads'
import { digestOf, type LedgerEntry, readLedger } from './ledger'
import { authorsOf, personIdsFor } from './people'
import type { UnknownThread } from './prepare-threads'
import { isOlderForm, isOlderText, type SaidOfThread } from './said'
import type { SourceThread } from './source'
import { updateThread } from './update-thread'
import { withholdWithdrawn } from './withhold'

/** Writes a batch of threads, new and known, within the caller's transaction. */
export async function writeThreads(context: ImportContext, threads: SourceThread[]): Promise<void> {
  const { client, sourceId, report } = context
  const ledger = await readLedger<SaidOfThread>(
    client,
    sourceId,
    'thread',
    threads.map((thread) => thread.externalId),
  )
  const fresh: UnknownThread[] = []
  const seen = new Set<string>()
  for (const thread of threads) {
    context.links.push(...thread.links.map((link) => ({ from: thread.externalId, to: link.toExternalId, kind: link.kind })))
    const digest = digestOf(thread)
    const entry = ledger.get(thread.externalId)
    if (seen.has(thread.externalId)) continue
    seen.add(thread.externalId)
    if (!entry) fresh.push({ thread, digest })
    else if (entry.digest.equals(digest)) {
      report.threads.unchanged++
      report.replies.unchanged += thread.replies.length
    } else if (isOlderForm(entry.said?.age, thread.age)) {
      const message = 'this export has an older form of it than the last import, so nothing was changed'
      report.kept.push({ subject: 'thread', externalId: thread.externalId, message })
      report.threads.unchanged++
      report.replies.unchanged += thread.replies.length
    } else {
      await personIdsFor(client, sourceId, authorsOf(thread), context.people)
      const shown = (await withholdWithdrawn(context, [thread])).get(thread)
      if (!shown) continue
      const changes = await updateThread(context, await withNewestText(context, shown, entry), entry.localId)
      context.following.push({ thread, threadId: entry.localId, digest, ...changes })
    }
  }
  await insertThreads(context, fresh)
}

/** Returns the thread, with the text of its opening here if the text that came is older. */
async function withNewestText({ client }: ImportContext, thread: SourceThread, entry: LedgerEntry<SaidOfThread>): Promise<SourceThread> {
  if (!isOlderText(entry.said, thread)) return thread
  const [here] = await queryRows(client, Body, 'select body from thread where id = $1', [entry.localId])
  return { ...thread, body: here?.body ?? thread.body }
}

const Body = z.object({ body: z.string() })
