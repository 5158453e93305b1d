import type { z } from 'zod'
import { citationsInHtml, readSections, renderMarked, type Sectioned, withoutMentions } from '../content'
import { readSources, ShownSources } from '../evidence'
import type { Viewer } from '../identity/viewer'
import { db } from '../platform/db'
import { pageTags } from '../platform/expiry'
import type { Source } from './answer-rows'

/**
 * The text of an answer as HTML: the lead, which comes before the first heading, and the sections, with the sources that the viewer may see.
 * `pages` are the tags of what it cites: a page that shows it changes with them.
 */
export type RenderedAnswer = { leadHtml: string; sections: RenderedSection[]; pages: string[] }

/** A section with its number on the page (§ 3) and its anchor in the address. */
export type RenderedSection = { number: number; anchor: string; heading: string; html: string }

/** Renders an earlier text of an answer, for which no sections are stored. */
export async function renderAnswer(viewer: Viewer, answerId: number, answer: Sectioned): Promise<RenderedAnswer> {
  return renderSections(viewer, answerId, (await readSections(answer)).sections)
}

/** Renders the sections of an answer, with the sources that the viewer may see. */
export async function renderSections(viewer: Viewer, answerId: number, sections: z.infer<typeof Source>[]): Promise<RenderedAnswer> {
  const html = await renderMarked(
    db(),
    sections.map(({ source }) => source),
    [pageTags.answer(answerId)],
  )
  const { seen, pages } = await readSources(viewer, answerId, html.flatMap(citationsInHtml))
  const shown = new ShownSources(seen)
  const rendered = sections.map(({ number, anchor, heading }, i) => ({
    number,
    anchor,
    heading,
    html: withoutMentions(shown.show(html[i] ?? '')),
  }))
  return { leadHtml: rendered[0]?.html ?? '', sections: rendered.slice(1), pages }
}
