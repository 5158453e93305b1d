/** A run of text, marked where it matched a search. */
export type MarkedSegment = { text: string; mark: boolean }

/** Text with its matches marked. Nothing of it is taken for HTML. */
export function Marked({ segments }: { segments: MarkedSegment[] }) {
  return segments.map((segment, i) => (segment.mark ? <mark key={i}>{segment.text}</mark> : segment.text))
}
