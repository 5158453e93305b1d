import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import readline from 'node:readline'
import { DomainError } from '../../lib/platform/errors'

export type LabelledDocument = {
  id: string
  title: string
  text: string
  tags: string[]
  created: Date | null
  /** Who wrote it, how many liked it and the number of the post it answers, if the set contains that. */
  author: string | null
  likes: number
  answers: number | null
  /** Votes, or else replies: a forum's measure of popularity. */
  heat: number
  /** For sets without tags. */
  category: string | null
}
export type LabelledQuery = LabelledDocument

/** A labelled set: what is searched, what for, and what should be found. */
export type LabelledSet = {
  documents: LabelledDocument[]
  byId: Map<string, LabelledDocument>
  queries: LabelledQuery[]
  /** Query → document → grade; null if the set has no labels. */
  grades: Map<string, Map<string, number>> | null
  /** Query → the documents to rank, if the set has a list. */
  candidates: Map<string, Set<string>> | null
}

/** Reads a set. @throws DomainError `invalid` naming file and line of what can't be read. */
export async function readLabelledSet(dir: string, queriesFile = path.join(dir, 'queries.jsonl')): Promise<LabelledSet> {
  const documents = await readJsonLines(path.join(dir, 'corpus.jsonl'))
  const queries = await readJsonLines(queriesFile)
  return {
    documents,
    byId: new Map(documents.map((document) => [document.id, document])),
    queries,
    grades: await readGrades(path.join(dir, 'qrels.tsv')),
    candidates: await readCandidates(path.join(dir, 'candidates.tsv')),
  }
}

async function readJsonLines(file: string): Promise<LabelledDocument[]> {
  const rows: LabelledDocument[] = []
  let number = 0
  await fs.access(file).catch(() => {
    throw new DomainError('invalid', `${file} is missing.`)
  })
  for await (const line of readline.createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (!line.trim()) continue
    try {
      const row = JSON.parse(line)
      const created = row.created ?? row.created_at ?? row.date
      rows.push({
        id: String(row.id ?? row._id),
        title: String(row.title ?? ''),
        text: String(row.text ?? row.body ?? ''),
        tags: tagsOf(row.tags),
        author: row.user ? String(row.user) : null,
        likes: Number(row.likes ?? 0) || 0,
        heat: Number(row.score ?? row.replies ?? 0) || 0,
        category: row.category === undefined || row.category === null ? null : String(row.category),
        answers: typeof row.reply_to === 'number' ? row.reply_to : null,
        created:
          created === undefined || created === null
            ? null
            : new Date(typeof created === 'number' && created < 1e11 ? created * 1000 : created),
      })
    } catch (error) {
      throw new DomainError('invalid', `${file}, line ${number}: ${(error as Error).message}`)
    }
  }
  return rows
}

/** Parses a list of names, or names in angle brackets or between bars, as forum exports write them. */
function tagsOf(tags: unknown): string[] {
  if (Array.isArray(tags)) return tags.map(String)
  return typeof tags === 'string' ? [...tags.matchAll(/[^<>|,\s]+/g)].map(([tag]) => tag) : []
}

async function readRows(file: string): Promise<string[][] | null> {
  const text = await fs.readFile(file, 'utf8').catch(() => null)
  return text === null
    ? null
    : text
        .split(/\r?\n/)
        .filter(Boolean)
        .map((line) => line.split('\t'))
}

async function readGrades(file: string): Promise<LabelledSet['grades']> {
  const rows = await readRows(file)
  if (!rows) return null
  const grades = new Map<string, Map<string, number>>()
  for (const row of rows) {
    // Query, document, grade; some sets write TREC's column of zeros between.
    const [query, document, grade] = row.length >= 4 ? [row[0], row[2], row[3]] : row
    if (!query || !document || Number.isNaN(Number(grade))) continue
    const of = grades.get(query) ?? new Map<string, number>()
    of.set(document, Number(grade))
    grades.set(query, of)
  }
  return grades
}

async function readCandidates(file: string): Promise<LabelledSet['candidates']> {
  const rows = await readRows(file)
  if (!rows) return null
  const candidates = new Map<string, Set<string>>()
  for (const [query, document] of rows) {
    if (!query || !document) continue
    const of = candidates.get(query) ?? new Set<string>()
    of.add(document)
    candidates.set(query, of)
  }
  return candidates
}
