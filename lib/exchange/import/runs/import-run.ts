import { z } from 'zod'
import { authorize, type Viewer } from '../../../identity/viewer'
import { db } from '../../../platform/db'

/**
 * `checking`: the worker reads all of it and writes nothing. `checked`: an admin decides. `running`, `stopped`: it can go on. The others are
 * ends; their uploaded files are removed.
 */
export const runStates = ['checking', 'checked', 'running', 'stopped', 'done', 'failed', 'discarded'] as const
export type RunState = (typeof runStates)[number]

/** States of an import that is under way. There is at most one. */
export const openStates: RunState[] = ['checking', 'checked', 'running', 'stopped']

/** What an admin chose, as for the command line. */
export const RunOptions = z.object({
  includeHidden: z.boolean().optional(),
  restricted: z.enum(['members', 'editors']).optional(),
  base: z.string().optional(),
  fetchPictures: z.boolean().optional(),
})
export type RunOptions = z.infer<typeof RunOptions>

/** An import from the browser, as a page shows it. */
export type ImportRunView = {
  id: number
  kind: string
  source: string
  fileName: string
  bytes: number
  options: RunOptions
  state: RunState
  /** It was asked to stop and has not yet. */
  stopping: boolean
  /** From 0 to 1. */
  part: number
  threads: number
  posts: number
  /** How long a worker has been at it, in seconds. */
  seconds: number
  interrupted: boolean
  /** Report of the dry run, and of the import. */
  checked: string | null
  report: string | null
  error: string
  by: string | null
  createdAt: Date
  endedAt: Date | null
}

const shownMax = 20

/** Returns the import that is under way, if any, and the latest that ended. @throws DomainError `forbidden`. */
export async function readImports(viewer: Viewer): Promise<{ current: ImportRunView | null; ended: ImportRunView[] }> {
  authorize(viewer, 'admin.import')
  const rows = await db().importRun.findMany({ orderBy: { id: 'desc' }, take: shownMax })
  const makers = rows.map(({ createdBy }) => createdBy ?? 0)
  const named = await db().person.findMany({ select: { id: true, displayName: true }, where: { id: { in: makers } } })
  const views = rows.map((row): ImportRunView => {
    const { stopWanted, workedMs, createdBy, bytes, options, state, ...rest } = row
    return {
      ...rest,
      state: z.enum(runStates).parse(state),
      options: RunOptions.parse(options),
      bytes: Number(bytes),
      stopping: stopWanted,
      seconds: Math.round(workedMs / 1_000),
      by: named.find(({ id }) => id === createdBy)?.displayName ?? null,
    }
  })
  return {
    current: views.find(({ state }) => openStates.includes(state)) ?? null,
    ended: views.filter(({ state }) => !openStates.includes(state)),
  }
}
