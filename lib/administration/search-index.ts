import { z } from 'zod'
import { type FormatProgress, readFormatProgress } from '../content'
import { type RelatedProgress, readRelatedProgress, wantRelated } from '../curation/related'
import { recordAudit } from '../identity/audit'
import { authorize, type Viewer } from '../identity/viewer'
import { db, pool, queryRows } from '../platform/db'
import {
  type AnalysisState,
  askForComparison,
  askForRebuild,
  countPosts,
  type DeadLetter,
  type MirrorState,
  modelSetting,
  queryEmbedderFault,
  readAnalysis,
  readDeadLetters,
  readEmbedderState,
  readMirror,
  readModels,
  readOutbox,
  reviveDeadLetters,
  reviveDue,
  type StoredModel,
  searchHealth,
} from '../search'

const Slug = z.object({ kind: z.enum(['thread', 'answer']), id: z.int(), slug: z.string() })

const lettersShown = 50

/** What an administrator sees of the search index. */
export type SearchIndexView = {
  health: Awaited<ReturnType<typeof searchHealth>>
  outbox: Awaited<ReturnType<typeof readOutbox>>
  mirror: MirrorState
  refused: (DeadLetter & { slug: string | null })[]
  posts: number
  semantic: SemanticSearchView
  related: RelatedProgress
  analysis: AnalysisState
  formatting: FormatProgress
}

/** What an administrator sees of the embedding model: none, or how far it is. */
export type SemanticSearchView = {
  set: boolean
  model: StoredModel | null
  serving: StoredModel | null
  /** Why nothing is embedded, or why questions are not; empty when all is well. */
  fault: string
  waiting: number
  givenUp: number
  error: string
}

/** The health of search, what waits and what was refused. @throws DomainError `forbidden`. */
export async function readSearchIndex(viewer: Viewer): Promise<SearchIndexView> {
  authorize(viewer, 'admin.see')
  const [semantic, related, analysis, formatting, health, outbox, mirror, letters, posts] = await Promise.all([
    readSemanticSearch(),
    readRelatedProgress(),
    readAnalysis(),
    readFormatProgress(),
    searchHealth(),
    readOutbox(),
    readMirror(),
    readDeadLetters(lettersShown),
    countPosts(),
  ])
  const rows = await queryRows(
    pool(),
    Slug,
    `select 'thread' as kind, id, slug from thread where id = any($1) union all select 'answer', id, slug from answer where id = any($2)`,
    [
      letters.filter(({ kind }) => kind === 'thread').map(({ groupId }) => groupId),
      letters.filter(({ kind }) => kind === 'answer').map(({ groupId }) => groupId),
    ],
  )
  const slugs = new Map(rows.map(({ kind, id, slug }) => [`${kind}/${id}`, slug]))
  return {
    health,
    outbox,
    mirror,
    refused: letters.map((letter) => ({ ...letter, slug: slugs.get(`${letter.kind}/${letter.groupId}`) ?? null })),
    posts,
    semantic,
    related,
    analysis,
    formatting,
  }
}

async function readSemanticSearch(): Promise<SemanticSearchView> {
  const [models, state] = await Promise.all([readModels(), readEmbedderState()])
  const serving = models.find(({ readyAt }) => readyAt !== null) ?? null
  return { ...state, set: modelSetting().kind !== 'none', model: models[0] ?? null, serving, fault: state.fault || queryEmbedderFault() }
}

/** Asks the worker to compute every related list again; it begins within seconds. @throws DomainError `forbidden`. */
export async function askForRelated(viewer: Viewer): Promise<void> {
  authorize(viewer, 'admin.search')
  await wantRelated()
  await recordAudit(db(), viewer, { action: 'search.related' })
}

/** Embeds again the posts that were given up. @throws DomainError `forbidden`. */
export async function retryEmbedding(viewer: Viewer): Promise<void> {
  authorize(viewer, 'admin.search')
  await reviveDue()
  await recordAudit(db(), viewer, { action: 'search.embed' })
}

/** Sends again what the engine refused: all of it, or one post. @throws DomainError `forbidden`. */
export async function retryRefused(viewer: Viewer, id: string | null): Promise<void> {
  authorize(viewer, 'admin.search')
  await reviveDeadLetters(id && /^\d+$/.test(id) ? id : null)
  await recordAudit(db(), viewer, { action: 'search.refused' })
}

/** Asks the worker to compare the index with the database, or to build it again; it begins within seconds. @throws DomainError `forbidden`. */
export async function askOfMirror(viewer: Viewer, command: 'compare' | 'rebuild'): Promise<void> {
  authorize(viewer, 'admin.search')
  await (command === 'compare' ? askForComparison() : askForRebuild())
  await recordAudit(db(), viewer, { action: command === 'compare' ? 'search.compare' : 'search.rebuild' })
}
