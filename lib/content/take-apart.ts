import { withoutCitations } from './citation-marks'
import { asPassage, wholeText } from './definitions'
import { firstParagraphs } from './first-paragraphs'
import { plainText, plainTextVersion } from './plain-text'
import { type KeptAnchors, sectionsOf } from './sections'

/** Increase it with every change of where sections begin, of their anchors, or of what is stored. */
const sectionsVersion = 1
/** The version of stored sections. Those of another version are not shown, and the worker makes them again. */
export const storedSectionsVersion = 1_000 * sectionsVersion + plainTextVersion

/**
 * A section as it is stored with an answer. Number 0, without anchor and heading, is the text before the first heading: its
 * words and passage are those of the summary, if there is one.
 */
export type StoredSection = { number: number; anchor: string; heading: string; source: string; plain: string; passage: string }
/** The sections of an answer, beginning with number 0, and the number of words in the answer. */
export type StoredSections = { words: number; sections: StoredSection[] }
/** The parts of an answer from which sections are made. */
export type Sectioned = { body: string; summary: string; keptAnchors: KeptAnchors }

/** Cuts an answer into sections. Only their sources keep what the text cites. It parses, so pages call `readSections` instead. */
export function takeApart({ body, summary, keptAnchors }: Sectioned): StoredSections {
  const { lead, definitions, sections } = sectionsOf(body, keptAnchors)
  const uncited = withoutCitations(body)
  const passageOf = (text: string) => asPassage(firstParagraphs(withoutCitations(text)), uncited)
  const plainOf = (text: string, definitions = '') => plainText(withoutCitations(text), definitions)
  const head = {
    number: 0,
    anchor: '',
    heading: '',
    source: wholeText(lead, definitions),
    plain: summary ? plainText(summary, uncited) : plainOf(lead, definitions),
    passage: summary ? asPassage(summary, uncited) : passageOf(body),
  }
  return {
    words: wordCount(body),
    sections: [
      head,
      ...sections.map((section) => ({
        number: section.number,
        anchor: section.anchor,
        heading: section.heading,
        source: wholeText(section.body, section.definitions),
        plain: plainOf(section.body, section.definitions),
        passage: passageOf(section.body),
      })),
    ],
  }
}

/** Returns the approximate number of words in a text. */
export function wordCount(body: string): number {
  return body.split(/\s+/).length
}
