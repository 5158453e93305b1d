import { DomainError } from '../../../platform/errors'
import { messageOf } from '../../../platform/log'
import { codeOf, faultOf, isHungUp, isOfServer, isUnavailable, writing } from './client'
import type { IndexDocument } from './documents'

/** A task may wait behind others of the server; one of a server whose disk is full never ends. */
const taskTimeoutMs = 3 * 60_000
/** Parts of a batch, by their words: far below what a server takes by default (100 MB). */
const partBytesMax = 8_000_000

/** What one document was refused for. */
export type Refusal = { id: string; error: string }

/**
 * Puts documents into an index and takes others out, and waits until the engine has done it. Documents that it refuses
 * are found by halving and answered; the others go in.
 * @throws DomainError `unavailable` if the server can't be reached or refuses us altogether: nothing of the batch is at fault, and what
 * was sent may be in or not.
 */
export async function sendDocuments(indexUid: string, documents: IndexDocument[], goneIds: string[]): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  for (const part of requestsOf(documents)) refusals.push(...(await put(indexUid, part)))
  if (goneIds.length > 0) {
    const error = await attempt(() => writing().index(indexUid).deleteDocuments(goneIds).waitTask({ timeout: taskTimeoutMs }))
    if (error) refusals.push(...goneIds.map((id) => ({ id, error })))
  }
  return refusals
}

async function put(indexUid: string, documents: IndexDocument[]): Promise<Refusal[]> {
  if (documents.length === 0) return []
  const error = await attempt(() =>
    writing().index(indexUid).addDocuments(documents, { primaryKey: 'id' }).waitTask({ timeout: taskTimeoutMs }),
  )
  if (!error) return []
  if (documents.length === 1) return [{ id: documents[0]?.id as string, error }]
  const half = Math.ceil(documents.length / 2)
  return [...(await put(indexUid, documents.slice(0, half))), ...(await put(indexUid, documents.slice(half)))]
}

type Done = { status: string; error: { message: string; code?: string; type?: string } | null }

/** Does a thing and returns what the engine says against it, or null. */
async function attempt(run: () => Promise<Done>): Promise<string | null> {
  try {
    const { status, error } = await run()
    if (error && isOfServer(error)) throw new DomainError('unavailable', `Meilisearch: ${error.message}`)
    return status === 'succeeded' ? null : (error?.message ?? `The task ended as ${status}.`)
  } catch (error) {
    if (error instanceof DomainError) throw error
    // What is larger than a server takes it need not read to the end: it answers and hangs up, and the answer may not arrive.
    if (isHungUp(error) && (await writing().isHealthy())) return 'The server ends the connection while it is sent: is it too large?'
    if (isUnavailable(error) || codeOf(error) === 'index_not_found') throw new DomainError('unavailable', faultOf(error))
    return messageOf(error)
  }
}

function* requestsOf(documents: IndexDocument[]): Iterable<IndexDocument[]> {
  let part: IndexDocument[] = []
  let bytes = 0
  for (const document of documents) {
    const size = document.title.length + document.text.length + 400
    if (part.length > 0 && bytes + size > partBytesMax) {
      yield part
      part = []
      bytes = 0
    }
    part.push(document)
    bytes += size
  }
  if (part.length > 0) yield part
}
