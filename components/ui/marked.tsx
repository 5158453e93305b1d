/** A part of a text; `mark` says whether it matched a search. */
export type MarkedSegment = { text: string; mark: boolean }

/** Text with its matches marked. The text is never read as HTML. */
export function Marked({ segments }: { segments: MarkedSegment[] }) {
  return segments.map((segment, i) => (segment.mark ? <mark key={i}>{segment.text}</mark> : segment.text))
}
