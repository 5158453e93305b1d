import { FindForm } from '@/components/forms/find-form'
import { Field } from '@/components/ui/field'
import type { GapCandidate, GapView } from '@/lib/curation/gaps'
import { counted, urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'
import { DraftGap, Writer } from './chosen-gap'

type Props = { gap: GapView; me: number; form: FormState | undefined; find: string; candidates: GapCandidate[] }

/** What an editor can do about an open gap. */
export function GapActs({ gap, me, form, find, candidates }: Props) {
  const refused = form?.values.do?.[0]
  return (
    <div className="gap-acts">
      <DraftGap gap={gap} me={me} />
      <Claim gap={gap} me={me} />
      <Dismiss gap={gap} form={refused === 'dismiss' ? form : undefined} />
      <Merge gap={gap} find={find} candidates={candidates} isRefused={refused === 'merge'} />
    </div>
  )
}

function Claim({ gap, me }: { gap: GapView; me: number }) {
  if (gap.writer && gap.writer.id !== me) return null
  return (
    <>
      {!gap.answer && <Writer gap={gap} me={me} />}
      <form method="post" action={urls.deskGap(gap.id)}>
        <button className="btn" type="submit" name="do" value={gap.writer ? 'leave' : 'write'}>
          {gap.writer ? 'Not any more' : 'I’m writing this'}
        </button>
      </form>
      {!gap.writer && <p className="hint">Other editors see your name for seven days.</p>}
    </>
  )
}

function Dismiss({ gap, form }: { gap: GapView; form: FormState | undefined }) {
  return (
    <details open={form !== undefined}>
      <summary className="fold">Not a gap</summary>
      <form method="post" action={urls.deskGap(gap.id)}>
        <Field form={form} name="reason" label="Why" hint="Other editors read this." rows={2} maxLength={500} required />
        <div className="do">
          <button className="btn" type="submit" name="do" value="dismiss">
            It is not a gap
          </button>
        </div>
      </form>
    </details>
  )
}

function Merge({ gap, find, candidates, isRefused }: Pick<Props, 'gap' | 'find' | 'candidates'> & { isRefused: boolean }) {
  return (
    <details open={find !== '' || isRefused}>
      <summary className="fold">Merge with another gap</summary>
      <FindForm action={urls.deskGap(gap.id)} name="find" label="Words, number or address of the other" value={find} />
      {candidates.length === 0 && (
        <p className="quiet">{find ? 'No open gap was found for this.' : 'No open gap seems to ask the same. Look for one.'}</p>
      )}
      {candidates.length > 0 && (
        <form method="post" action={urls.deskGap(gap.id, { find })}>
          <fieldset className="fixes">
            <legend className="lab">{find ? 'Found' : 'May ask the same'}</legend>
            {candidates.map(({ id, title, threads }) => (
              <label className="tick" key={id}>
                <input type="radio" name="into" value={id} required />
                <span>
                  <bdi>{title}</bdi> <span className="meta">{counted(threads, 'thread', 'threads')}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <div className="do">
            <button className="btn" type="submit" name="do" value="merge">
              Merge into it
            </button>
          </div>
          <p className="hint">The threads of this gap go into the chosen one. This can be undone.</p>
        </form>
      )}
    </details>
  )
}
