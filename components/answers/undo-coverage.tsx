import { counted, urls } from '@/lib/shared'

type Props = {
  slug: string
  /** Threads that were covered a moment ago, and the one that was taken back, with where it was covered. */
  covered: number[]
  uncovered: number | null
  section: string
}

/** Says what a form has just covered or taken back, with a button that undoes it. */
export function UndoCoverage({ slug, covered, uncovered, section }: Props) {
  if (covered.length === 0 && uncovered === null) return null
  return (
    <form className="say" method="post" action={urls.answerCoverage(slug)}>
      <span role="status">
        <b>{covered.length > 0 ? `Covered: ${counted(covered.length, 'thread', 'threads')}.` : 'Taken back.'}</b>
      </span>
      {covered.map((id) => (
        <input key={id} type="hidden" name="undo[]" value={id} />
      ))}
      {uncovered !== null && (
        <>
          <input type="hidden" name="thread[]" value={uncovered} />
          <input type="hidden" name={`section-${uncovered}`} value={section} />
        </>
      )}
      <button className="btn btn-s" type="submit">
        Undo
      </button>
    </form>
  )
}
