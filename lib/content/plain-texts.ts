import { log, messageOf } from '../platform/log'
import { plainTextVersion } from './plain-text'
import { contentPool } from './pool/content-pool'

/** Longer than every passage that is made from a post without quotes. */
export const ownLengthMax = 1_000

/** A text as queries read it: its words, or its Markdown if this version of the program has not stored the words yet. */
export type StoredText = { plain: string | null; body: string | null }

/**
 * SQL that joins the stored words of a post as `alias`, by its thread and its number (0 is the opening). Its columns are null
 * if this version has not stored them.
 */
export function joinPostText(alias: string, threadId: string, place: string): string {
  return `left join post_text ${alias} on ${alias}.group_kind = 'thread' and ${alias}.group_id = ${threadId} and ${alias}.place = ${place}
    and ${alias}.version = ${plainTextVersion}`
}

/**
 * Returns the words of each text, in order: as stored, or as a thread of the pool reads them now, so that pages never parse by
 * themselves. With `own`, quotes are left out.
 */
export function plainTexts(texts: StoredText[], own = false): Promise<string[]> {
  return Promise.all(texts.map(({ plain, body }) => plain ?? (body ? parsed(body, own) : '')))
}

async function parsed(markdown: string, own: boolean): Promise<string> {
  try {
    return await contentPool().run('plain', { markdown, of: own ? 'own' : 'all' })
  } catch (error) {
    // Too many texts wait, or this one takes too long. Its passage is shown as it was written.
    log('warn', 'words of a text not read', { error: messageOf(error) })
    return markdown
  }
}
