import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import { excerpt } from '../../content'
import { DomainError } from '../../platform/errors'
import { storable } from '../../shared'
import { nameKey } from './name-key'
import type { Progress, SourceAnswer, SourceRecord, SourceThread, SourceTopic } from './source'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const relative = /^(?:just now|today|yesterday|\d{1,3}\s*(?:s|m|h|d|w|mo|y|sec|min|hour|day|week|month|year)[a-z]*(?: ago)?)$/i
const labels = ['Replies', 'Boosts', 'Views', 'Activity']

/** An entry as it is on the page. */
type Entry = { line: number; title: string; body: string; replies: number; boosts: number; views: number; activity: Date }

/**
 * Reads the text of a pasted topic page: a head with name, description and documentation, then entries of title, text
 * and four figures, with or without labels. An entry that is on the page twice is returned once. An explainer with
 * its own revision history becomes a canonical answer.
 */
export async function* readListing(file: string, progress: Progress): AsyncIterable<SourceRecord> {
  const text = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DomainError('invalid', `${file} can’t be read (${error.code}). “import listing” takes one file, the text of a topic page.`)
  })
  const lines = storable(text.replace(/^\uFEFF/, '')).split(/\r?\n/)
  const { topic, start } = readHead(lines)
  const seen = new Set<string>()
  let from = start
  for (let i = start; i < lines.length; i++) {
    const figures = figuresAt(lines, i)
    if (!figures) continue
    const written = lines
      .slice(from, i)
      .map((line) => line.trim())
      .filter(Boolean)
    from = i + figures.length
    const at = i
    i = from - 1
    progress(i, lines.length)
    const [title, ...body] = written
    if (!title) {
      yield {
        kind: 'problem',
        file,
        position: `line ${at + 1}`,
        message: 'there is no title above the figures for replies, boosts, views and activity',
      }
      continue
    }
    const entry: Entry = { line: at + 1, title, body: body.join('\n\n'), ...figures.values }
    const externalId = idOf(entry)
    const place = { file, position: `line ${entry.line}` }
    if (seen.has(externalId)) {
      yield { kind: 'duplicate', ...place, message: `“${excerpt(title, 80)}” is on the page more than once` }
      continue
    }
    seen.add(externalId)
    yield { ...(answerOf(entry, externalId, topic) ?? threadOf(entry, externalId, topic)), at: place }
  }
  progress(lines.length, lines.length)
  if (lines.slice(from).some((line) => line.trim())) {
    yield {
      kind: 'problem',
      file,
      position: `line ${from + 1}`,
      message: 'the text was left out, because no figures for replies, boosts, views and activity follow it',
    }
  }
}

function readHead(lines: string[]): { topic: SourceTopic; start: number } {
  const columns = lines.findIndex((line, i) => line.trim() === 'Activity' && !isCount(lines[i - 1]))
  const head = lines
    .slice(0, Math.max(0, columns))
    .map((line) => line.trim())
    .filter(Boolean)
  const name = head[0] ?? 'Imported'
  // Earlier versions replaced the blanks of a name by hyphens.
  const externalId = /^[a-z0-9 ]+$/i.test(name) ? nameKey(name).replaceAll(' ', '-') : nameKey(name)
  const description = head.find((line) => line.length > 60) ?? ''
  return { topic: { externalId, name, description, knownByName: true, unnamed: head.length === 0 }, start: columns + 1 }
}

type Figures = { length: number; values: Pick<Entry, 'replies' | 'boosts' | 'views' | 'activity'> }

/** Returns the four figures at the end of an entry if they begin at this line, with or without labels. */
function figuresAt(lines: string[], at: number): Figures | null {
  const line = (offset: number) => lines[at + offset]?.trim() ?? ''
  const labelled = labels.every((label, i) => line(i * 2) === label)
  const values = labelled ? [line(1), line(3), line(5), line(7)] : [line(0), line(1), line(2), line(3)]
  const [replies, boosts, views] = values.slice(0, 3).map(countOf)
  const written = values[3] ?? ''
  // An entry with an unreadable date is a problem of that entry. As text it would become part of the next entry.
  const activity = dateOf(written) ?? (written && (labelled || relative.test(written)) ? new Date(Number.NaN) : undefined)
  if (replies === undefined || boosts === undefined || views === undefined || !activity) return null
  return { length: labelled ? 8 : 4, values: { replies, boosts, views, activity } }
}

function isCount(line: string | undefined): boolean {
  return countOf(line ?? '') !== undefined
}

/** Reads "37", "1.4k", "2.1M" or "1,204". A rounded figure stays rounded. */
function countOf(text: string): number | undefined {
  const match = /^(\d[\d,]*(?:\.\d+)?)([kKmM]?)$/.exec(text.trim())
  if (!match) return undefined
  const factor = { k: 1_000, m: 1_000_000 }[match[2]?.toLowerCase() ?? ''] ?? 1
  return Math.round(Number(match[1]?.replaceAll(',', '')) * factor)
}

/** Reads "May ’25", "May 2025" or "3 May ’25". A month without a day means its first day, in UTC. */
function dateOf(text: string): Date | undefined {
  const match = /^(?:(\d{1,2})\s+)?([A-Za-z]{3})[a-z]*\.?\s+(?:['’](\d{2})|(\d{4}))$/.exec(text.trim())
  const month = months.indexOf(match?.[2]?.toLowerCase() ?? '')
  if (!match || month < 0) return undefined
  const day = Number(match[1] ?? 1)
  const date = new Date(Date.UTC(match[3] ? 2000 + Number(match[3]) : Number(match[4]), month, day))
  return date.getUTCDate() === day ? date : new Date(Number.NaN)
}

// The page has no ids. Title and text stay the same in two copies of it, figures do not.
function idOf({ title, body }: Entry): string {
  return createHash('sha1').update(`${title}\n${body}`).digest('hex').slice(0, 20)
}

function threadOf(entry: Entry, externalId: string, topic: SourceTopic): SourceThread {
  return {
    kind: 'thread',
    externalId,
    title: entry.title,
    body: entry.body,
    author: null,
    topic,
    tags: [],
    createdAt: entry.activity,
    activityAt: entry.activity,
    closed: false,
    boosts: entry.boosts,
    views: entry.views,
    repliesElsewhere: entry.replies,
    addresses: [],
    replies: [],
    links: [],
  }
}

/** An entry with its own revision history is a document that someone maintains, so it becomes an answer. */
function answerOf(entry: Entry, externalId: string, topic: SourceTopic): SourceAnswer | null {
  const heading = /\bRevision History:?\s+(?=\d{4}-\d{2}-\d{2}\b)/i.exec(entry.body)
  if (!heading) return null
  const history = [
    ...entry.body.slice(heading.index + heading[0].length).matchAll(/(\d{4}-\d{2}-\d{2})\s+(.*?)(?=\s*\d{4}-\d{2}-\d{2}\s|$)/gs),
  ]
    .map(([, date, note]) => ({ note: (note ?? '').trim(), createdAt: new Date(`${date}T00:00:00Z`) }))
    .filter(({ createdAt }) => !Number.isNaN(createdAt.getTime()))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
  const newest = history.at(-1)
  if (!newest) return null
  return {
    kind: 'answer',
    externalId,
    title: entry.title,
    summary: '',
    body: entry.body.slice(0, heading.index).trim(),
    topic,
    tags: [],
    createdAt: (history[0] ?? newest).createdAt,
    revisedAt: newest.createdAt,
    boosts: entry.boosts,
    views: entry.views,
    history,
  }
}
