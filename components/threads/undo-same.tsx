/** Says that a thread was noted as asking the same as another a moment ago, with a button that undoes it. */
export function UndoSame({ threadId, of }: { threadId: number; of: number | null }) {
  if (of === null) return null
  return (
    <form className="say" method="post" action={`/threads/${threadId}/duplicate`}>
      <span role="status">
        <b>Noted: they ask the same.</b> Each thread shows it now.
      </span>
      <input type="hidden" name="of" value={of} />
      <button className="btn btn-s" type="submit">
        Undo
      </button>
    </form>
  )
}
