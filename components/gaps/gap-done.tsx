import { Say } from '@/components/ui/field'
import { urls } from '@/lib/shared'

type Undo = { gap: number; command: string; into?: number }

const said: Record<string, string> = {
  write: 'Noted: you are writing its answer.',
  leave: 'Noted: you are not writing it any more.',
  dismiss: 'Noted: it is not a gap.',
  reopen: 'It is a gap again.',
  unmerge: 'Its threads are its own again.',
}

/** Says what was done a moment ago, with a button that undoes what can’t be undone beside it. `of` is the other gap. */
export function GapDone({ id, done, of }: { id: number; done: string; of: number | null }) {
  if (said[done]) return <Say>{said[done]}</Say>
  if (of === null) return null
  if (done === 'split') return <Undone says="They are a gap of their own now." undo={{ gap: id, command: 'merge', into: of }} />
  if (done === 'merge') return <Undone says="Merged: the threads of both are here." undo={{ gap: of, command: 'unmerge' }} />
  return null
}

function Undone({ says, undo }: { says: string; undo: Undo }) {
  return (
    <form className="say" method="post" action={urls.deskGap(undo.gap)}>
      <span role="status">
        <b>{says}</b>
      </span>
      {undo.into !== undefined && <input type="hidden" name="into" value={undo.into} />}
      <button className="btn btn-s" type="submit" name="do" value={undo.command}>
        Undo
      </button>
    </form>
  )
}
