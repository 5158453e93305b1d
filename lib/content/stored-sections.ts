import { log, messageOf } from '../platform/log'
import { firstParagraphs } from './first-paragraphs'
import { contentPool } from './pool/content-pool'
import { type Sectioned, type StoredSection, type StoredSections, storedSectionsVersion, wordCount } from './take-apart'

/** Cuts a text into sections in a thread of the pool, if none are stored. */
export async function readSections(answer: Sectioned): Promise<StoredSections> {
  const { body, summary, keptAnchors } = answer
  try {
    return await contentPool().run('sections', { body, summary, kept: JSON.stringify(keptAnchors) })
  } catch (error) {
    // Too many texts wait, or this one takes too long. It is shown in one piece.
    log('warn', 'text not taken apart', { error: messageOf(error) })
    const passage = summary || firstParagraphs(body)
    return { words: wordCount(body), sections: [{ number: 0, anchor: '', heading: '', source: body, plain: passage, passage }] }
  }
}

/** SQL condition: the stored sections of the answer `alias` are of this version. */
export function areSectionsStored(alias: string): string {
  return `${alias}.sections_version = ${storedSectionsVersion}`
}

/**
 * SQL of a lateral join: the section with this `anchor` of the answer `answer`, as `alias`. There is no row if there is no such
 * section, or if the stored sections are of another version.
 */
export function joinSection(alias: string, answer: string, anchor: string): string {
  return `left join lateral (select s.number, s.anchor, s.heading, s.source, s.plain, s.passage from answer_section s
    where ${areSectionsStored(answer)} and s.answer_id = ${answer}.id and s.anchor = ${anchor} order by s.number limit 1) ${alias} on true`
}

/** Returns the section with this anchor, or undefined. */
export function sectionCalled(sections: StoredSection[], anchor: string | null): StoredSection | undefined {
  return anchor ? sections.find((section) => section.anchor === anchor) : undefined
}
