import { z } from 'zod'
import { db, queryRowsIn, transaction } from '../platform/db'
import { expirePages } from '../platform/expiry'
import { log } from '../platform/log'
import { ContentPool, CutOffError, workerFile } from './pool/content-pool'
import { type ContentLimits, patientLimits } from './pool/limits'

/**
 * Tries the next text that was cut off again, alone and with ten times the time. Where that succeeds, its HTML takes
 * the place of the text as written and the pages that show it are expired; else it stays as written, for this version of
 * the renderer. A text that is nowhere any more is forgotten, as it may have been withdrawn while a page was made of it.
 * Returns whether there was one.
 */
export async function formatAgain(limits: ContentLimits = patientLimits): Promise<boolean> {
  const row = await db().renderedBody.findFirst({ where: { source: { not: null } } })
  if (row?.source == null) return false
  if (!(await standsSomewhere(row.source, row.pages))) {
    await db().renderedBody.deleteMany({ where: { digest: row.digest } })
    return true
  }
  const html = await formatAlone(row.source, limits)
  await transaction(async (tx) => {
    await tx.renderedBody.updateMany({
      where: { digest: row.digest },
      data: { source: null, pages: [], ...(html === null ? {} : { html }) },
    })
    if (html !== null) await expirePages(tx, row.pages)
  })
  if (html === null) log('warn', 'a text takes too long to format and stays as it was written', { pages: row.pages.join(' ') })
  return true
}

/** A pool of its own: it may end with the text, and takes nothing from others. */
async function formatAlone(markdown: string, limits: ContentLimits): Promise<string | null> {
  const pool = new ContentPool(workerFile(), limits, 1)
  try {
    return (await pool.run('render', { markdown })).html
  } catch (error) {
    // What else fails, such as a thread that can't be started, says nothing of the text: it is tried again.
    if (error instanceof CutOffError) return null
    throw error
  } finally {
    await pool.close()
  }
}

const Found = z.object({ found: z.boolean() })

/**
 * Whether a post, an answer or a draft has this text. Pages show answers by sections and passages, so a part of one counts; a section
 * brings along footnotes that are written in another, so that each paragraph is looked for. Posts are looked for in the threads whose pages show the text; one that was moved since is
 * rendered again where it is now. Answers are few.
 */
async function standsSomewhere(text: string, pages: string[]): Promise<boolean> {
  const threads = pages.flatMap((page) => (page.startsWith('thread:') ? [Number(page.slice('thread:'.length))] : []))
  const paragraphs = text.split(/\n{2,}/)
  const [found] = await queryRowsIn(db(), Found)`
    select exists (select 1 from thread where id = any(${threads}::int[]) and body = ${text})
      or exists (select 1 from reply where thread_id = any(${threads}::int[]) and body = ${text})
      or exists (
        select 1 from (
          select body from answer union all select summary from answer
          union all select body from answer_draft union all select body from answer_revision where body is not null) a (body)
        where not exists (select 1 from unnest(${paragraphs}::text[]) as u (paragraph) where strpos(body, paragraph) = 0)
      ) as found`
  return found?.found ?? false
}
