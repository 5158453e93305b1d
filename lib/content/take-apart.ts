import { asPassage, wholeText } from './definitions'
import { firstParagraphs } from './first-paragraphs'
import { plainText, plainTextVersion } from './plain-text'
import { type KeptAnchors, sectionsOf } from './sections'

/** Goes up with every change of where sections begin, of their anchors or of what is stored of them. */
const sectionsVersion = 1
/** By which rules sections were made: those of another version are not shown, and the worker makes them again. */
export const storedSectionsVersion = 1_000 * sectionsVersion + plainTextVersion

/**
 * A section as it is stored with an answer. Number 0, without anchor and heading, is what stands before the first heading: its words and
 * its passage are those of the summary, where there is one.
 */
export type StoredSection = { number: number; anchor: string; heading: string; source: string; plain: string; passage: string }
/** The sections of an answer, the one with number 0 first, and how many words the answer has. */
export type StoredSections = { words: number; sections: StoredSection[] }
/** What of an answer its sections are made of. */
export type Sectioned = { body: string; summary: string; keptAnchors: KeptAnchors }

/** Takes an answer apart. It parses: on the way to a page `readSections` is called instead. */
export function takeApart({ body, summary, keptAnchors }: Sectioned): StoredSections {
  const { lead, definitions, sections } = sectionsOf(body, keptAnchors)
  const passageOf = (text: string) => asPassage(firstParagraphs(text), body)
  const head = {
    number: 0,
    anchor: '',
    heading: '',
    source: wholeText(lead, definitions),
    plain: summary ? plainText(summary, body) : plainText(lead, definitions),
    passage: summary ? asPassage(summary, body) : passageOf(body),
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
        plain: plainText(section.body, section.definitions),
        passage: passageOf(section.body),
      })),
    ],
  }
}

/** How many words a text has, roughly. */
export function wordCount(body: string): number {
  return body.split(/\s+/).length
}
