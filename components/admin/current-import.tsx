import type { ImportRunView } from '@/lib/exchange/import'
import { bytesOf, fullCount, urls } from '@/lib/shared'
import { Fact } from './fact'
import { importKindNames } from './import-form'
import { WatchImport } from './watch-import'

const titles = { checking: 'It is being read', checked: 'This would come', running: 'It is being imported', stopped: 'Stopped' }

/** The import that is under way: how far it is, what it found, and what an admin can do with it. */
export function CurrentImport({ run }: { run: ImportRunView }) {
  const state = run.state === 'checking' || run.state === 'running' || run.state === 'stopped' ? run.state : 'checked'
  const isWorking = state === 'checking' || state === 'running'
  return (
    <section className="desk-sec" aria-labelledby="h-current">
      <div className="sec-head">
        <h2 id="h-current">{titles[state]}</h2>
      </div>
      <dl className="facts">
        <Fact name="What" value={`${run.fileName}, ${bytesOf(run.bytes)}`} />
        <Fact name="From" value={`${kindOf(run.kind)}, as “${run.source}”`} />
        {run.by && <Fact name="By" value={run.by} />}
      </dl>
      {state !== 'checked' && <Progress run={run} />}
      {isWorking && <WatchImport state={state} />}
      {run.checked && (
        <details className="mt-4" open={state === 'checked'}>
          <summary className="fold">What was found</summary>
          <pre className="report">{run.checked}</pre>
        </details>
      )}
      <Acts run={run} />
    </section>
  )
}

function Progress({ run: { part, threads, posts, seconds, stopping } }: { run: ImportRunView }) {
  const percent = Math.floor(part * 100)
  return (
    <div id="import-progress" className="mt-4">
      <label htmlFor="import-part">
        {percent} % · {fullCount(threads)} threads, {fullCount(posts)} posts read · {fullCount(seconds)} seconds
        {stopping && ' · it stops'}
      </label>
      <progress id="import-part" className="progress" value={percent} max={100} />
    </div>
  )
}

function Acts({ run: { id, state, stopping } }: { run: ImportRunView }) {
  return (
    <form className="do" method="post" action={urls.adminImport()}>
      <input type="hidden" name="id" value={id} />
      {state === 'checked' && <Act move="confirm" label="Import it" main />}
      {state === 'stopped' && <Act move="resume" label="Resume" main />}
      {(state === 'checking' || state === 'running') && !stopping && <Act move="stop" label="Stop" />}
      {(state === 'checked' || state === 'stopped') && <Act move="discard" label="Discard" />}
      {(state === 'checking' || state === 'running') && (
        <a className="link" href={urls.adminImport()}>
          See how far it is
        </a>
      )}
      {state === 'stopped' && (
        <p className="meta">What was imported stays. If you discard the rest, nothing more comes, and the uploaded files are removed.</p>
      )}
    </form>
  )
}

function Act({ move, label, main = false }: { move: string; label: string; main?: boolean }) {
  return (
    <button className={main ? 'btn btn-do' : 'btn'} type="submit" name="do" value={move}>
      {label}
    </button>
  )
}

/** The name of a kind of export, for people. */
export function kindOf(kind: string): string {
  return kind === 'discourse' || kind === 'stackexchange' || kind === 'listing' ? importKindNames[kind] : kind
}
