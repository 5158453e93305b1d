import { log, messageOf } from '../platform/log'
import { plainTextVersion } from './plain-text'
import { contentPool } from './pool/content-pool'

/** Longer than every passage that is made of a post's own words. */
export const ownLengthMax = 1_000

/** A text as a query reads it: its words, or its Markdown where this version of the program has not stored them yet. */
export type StoredText = { plain: string | null; body: string | null }

/**
 * SQL that joins the stored words of a post as `alias`, by its thread and its place (0 the opening, then the reply's number). Its
 * columns are null where this version has not stored them.
 */
export function joinPostText(alias: string, threadId: string, place: string): string {
  return `left join post_text ${alias} on ${alias}.group_kind = 'thread' and ${alias}.group_id = ${threadId} and ${alias}.place = ${place}
    and ${alias}.version = ${plainTextVersion}`
}

/**
 * The words of each text, in order: as stored, or else as a thread of the pool reads them now, so that a page never parses by itself.
 * With `own` they are those of the author alone, without what they quote.
 */
export function plainTexts(texts: StoredText[], own = false): Promise<string[]> {
  return Promise.all(texts.map(({ plain, body }) => plain ?? (body ? parsed(body, own) : '')))
}

async function parsed(markdown: string, own: boolean): Promise<string> {
  try {
    return await contentPool().run('plain', { markdown, of: own ? 'own' : 'all' })
  } catch (error) {
    // Too many texts wait, or this one takes too long: its passage is shown as it was written.
    log('warn', 'words of a text not read', { error: messageOf(error) })
    return markdown
  }
}
