import { z } from 'zod'
import { db, queryRowsIn, transaction } from '../platform/db'
import { expirePages } from '../platform/expiry'
import { log } from '../platform/log'
import { ContentPool, CutOffError, workerFile } from './pool/content-pool'
import { type ContentLimits, patientLimits } from './pool/limits'

/**
 * Tries the next text that was cut off again, alone and with ten times the time. If that succeeds, its HTML replaces the text
 * as written, and the pages that show it expire. Otherwise it stays as written with this version of the renderer. A text that
 * is no longer used is removed, because it may have been withdrawn while a page was made with it. Returns whether there was a
 * text.
 */
export async function formatAgain(limits: ContentLimits = patientLimits): Promise<boolean> {
  const row = await db().renderedBody.findFirst({ where: { source: { not: null } } })
  if (row?.source == null) return false
  if (!(await isInUse(row.source, row.pages))) {
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

/** A pool of its own, which may end with the text and takes no threads from others. */
async function formatAlone(markdown: string, limits: ContentLimits): Promise<string | null> {
  const pool = new ContentPool(workerFile(), limits, 1)
  try {
    return (await pool.run('render', { markdown })).html
  } catch (error) {
    // Other errors, such as a thread that can't be started, are not caused by the text. It is tried again.
    if (error instanceof CutOffError) return null
    throw error
  } finally {
    await pool.close()
  }
}

const Found = z.object({ found: z.boolean() })

/**
 * Whether a post, an answer or a draft has this text. Pages show sections and passages of answers, so a part of an answer
 * counts; a section includes footnotes from other sections, so each paragraph is looked for. Posts are looked for in the
 * threads whose pages show the text. A post that has moved is rendered again where it is now. There are few answers.
 */
async function isInUse(text: string, pages: string[]): Promise<boolean> {
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
