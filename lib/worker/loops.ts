import { continueSections, readAnswerDocuments } from '../answers'
import { continueFormatting, formatAgain } from '../content'
import { noticeChanges } from '../curation/evidence'
import { continueGaps, wantGaps } from '../curation/gaps'
import { continueLinks } from '../curation/links'
import { continueRelated, wantRelated } from '../curation/related'
import { continueDoubts, continueVersions, refreshReviews } from '../curation/review'
import { continueSearchGaps } from '../curation/search-gaps'
import { keepSaving } from '../exchange/backup'
import { continueImport } from '../exchange/import'
import { continueReanalysis } from '../maintenance'
import { continueFanOut } from '../notices/delivery'
import { continueSavedSearches } from '../notices/searches'
import { pool } from '../platform/db'
import { continueCounting, foldFrequencies, startEmbedder, startIndexSync } from '../search'
import { keepMailing } from './keep-mailing'
import { repeat } from './repeat'

const foldEveryMs = 1_000
const notifyEveryMs = 1_000
const checkSearchesEveryMs = 5_000
const relateEveryMs = 2_000
const gapsEveryMs = 2_000
const formatEveryMs = 5_000
const reanalyseEveryMs = 5_000
const importEveryMs = 1_000
const countEveryMs = 5_000
const linksEveryMs = 5_000
const noticeEveryMs = 5_000
const reviewEveryMs = 5_000
/** All votes are summed. */
const votesEveryMs = 60_000
const versionsEveryMs = 10_000

/** Starts all that the worker does again and again. What takes longest to end is told first that it must, and all end before `stop()` does. */
export function startLoops(): { stop(): Promise<void> } {
  const ending = new AbortController()
  const loops = [
    repeat(foldEveryMs, 'counting words', foldOnce),
    repeat(notifyEveryMs, 'telling those who follow something', continueFanOut),
    repeat(checkSearchesEveryMs, 'looking for new results of saved searches', continueSavedSearches),
    keepMailing(),
    startIndexSync(),
    startEmbedder(readAnswerDocuments, () => wantRelated(true)),
    repeat(relateEveryMs, 'working out related lists', relateOnce),
    repeat(gapsEveryMs, 'finding gaps', () => continueGaps()),
    repeat(formatEveryMs, 'formatting texts before they are read', async () => (await continueSections()) || (await continueFormatting())),
    repeat(formatEveryMs, 'formatting what was cut off', () => formatAgain()),
    repeat(reanalyseEveryMs, 'making the search index again', () => continueReanalysis()),
    repeat(countEveryMs, 'counting searches', async () => (await continueCounting()) || (await continueSearchGaps())),
    repeat(noticeEveryMs, 'looking at what answers cite', () => noticeChanges()),
    repeat(reviewEveryMs, 'reading replies for doubts', () => continueDoubts()),
    repeat(versionsEveryMs, 'looking for newer versions', () => continueVersions()),
    repeat(reviewEveryMs, 'finding answers that need review', reviewOnce()),
    keepSaving(),
    repeat(importEveryMs, 'importing', () => continueImport(() => ending.signal.aborted)),
    repeat(linksEveryMs, 'checking links', () => continueLinks({ signal: ending.signal })),
  ]
  return {
    async stop() {
      ending.abort()
      // The last that was started ends first: others rely on what was started before them.
      for (const loop of loops.reverse()) await loop.stop()
    },
  }
}

/** When all lists are made again, gaps are found again. */
async function relateOnce(): Promise<boolean> {
  const progress = await continueRelated()
  if (progress && !progress.running) await wantGaps()
  return progress?.running ?? false
}

/** Votes are compared the first time, and then once a minute. */
function reviewOnce(): () => Promise<false> {
  let comparedAt = Number.NEGATIVE_INFINITY
  return async () => {
    const votes = Date.now() - comparedAt >= votesEveryMs
    await refreshReviews({ votes })
    if (votes) comparedAt = Date.now()
    return false
  }
}

async function foldOnce(): Promise<boolean> {
  const client = await pool().connect()
  try {
    await foldFrequencies(client)
  } finally {
    client.release()
  }
  return false
}
