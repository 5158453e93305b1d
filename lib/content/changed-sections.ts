import { withoutCitations } from './citation-marks'
import { sectionsOf } from './sections'

/** A part of an answer that a revision changed. Number and heading are those of the newer text; what was removed has no number. */
export type ChangedSection = { number: number | null; heading: string; how: 'changed' | 'added' | 'removed' }

type Text = { title: string; summary: string; body: string }

/** Returns what differs between two texts of an answer, in the order of the newer one. The text before the first heading is number 0. */
export function changedSections(before: Text, after: Text): ChangedSection[] {
  // Which sources a reader may see is not known here: a change of sources alone is none.
  const apart = ({ body }: Text) => sectionsOf(withoutCitations(body), {})
  const [old, present] = [apart(before), apart(after)]
  const left = new Map<string, string[]>()
  for (const { heading, body } of old.sections) left.set(heading, [...(left.get(heading) ?? []), wordsOf(body)])
  const isHeadSame = headOf(before, old.lead) === headOf(after, present.lead)
  const changed: ChangedSection[] = isHeadSame ? [] : [{ number: 0, heading: '', how: 'changed' }]
  for (const { number, heading, body } of present.sections) {
    const was = left.get(heading)?.shift()
    if (was === undefined) changed.push({ number, heading, how: 'added' })
    else if (was !== wordsOf(body)) changed.push({ number, heading, how: 'changed' })
  }
  for (const [heading, bodies] of left) for (const _ of bodies) changed.push({ number: null, heading, how: 'removed' })
  return changed
}

const headOf = ({ title, summary }: Text, lead: string) => [title, summary, lead].map(wordsOf).join('\n')

/** Blanks and line breaks say nothing. */
function wordsOf(text: string): string {
  return text.split(/\s+/).join(' ').trim()
}
