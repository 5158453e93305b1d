import { countedDays } from './shown'

/** A search is over when its results have been opened or will not be. */
export const settledMinutes = 30

/**
 * In SQL: a table of searches of the days that count whose best hit was a thread, and that opened nothing; `thread_id` is that thread, `session`
 * tells visitors of a day apart. For numbers: texts are shown by the rule of `shown.ts` alone.
 */
export const searchesInVain = `(select best_id as thread_id, session from search_log
  where best_kind = 'thread' and clicked_id is null and not robot
    and at > now() - interval '${countedDays} days' and at < now() - interval '${settledMinutes} minutes')`
