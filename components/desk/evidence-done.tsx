import { urls } from '@/lib/shared'

const says: Record<string, string> = {
  verify: 'Verified: what the source says now is what is cited.',
  undo: 'It is flagged again, as before.',
  drop: 'Dropped: the answer has a new revision without this source.',
}

/** Says what was done about a source a moment ago, and offers to undo it. `slug` is that of the answer of which it was dropped. */
export function EvidenceDone({ what, source, slug }: { what: string; source: number | null; slug: string | null }) {
  const said = says[what]
  if (!said) return null
  return (
    <div className="say" role="status">
      <span>{said}</span>
      {what === 'verify' && source !== null && (
        <form method="post" action={urls.deskEvidence()}>
          <input type="hidden" name="citation" value={source} />
          <button className="act" type="submit" name="do" value="undo">
            Undo
          </button>
        </form>
      )}
      {what === 'drop' && slug && (
        <a className="act" href={urls.answerHistory(slug)}>
          Show or undo it
        </a>
      )}
    </div>
  )
}
