import type { CheckedSource } from '@/lib/evidence'

const forms = '[^/threads/12#r3], [^/answers/its-address] or [^https://example.org/page "Its title"]'

/** What the draft cites, as it was saved last: editors see here what leads nowhere, and what not every reader may see. */
export function CitedSources({ sources }: { sources: CheckedSource[] }) {
  return (
    <section aria-labelledby="h-cited">
      <div className="sec-head">
        <h2 id="h-cited">Cited sources</h2>
      </div>
      <p className="hint">
        Cite a source right behind the sentence it supports: <code>[^</code>, its address, <code>]</code>, as in <code>{forms}</code>.
      </p>
      {sources.length > 0 && (
        <ul className="plain">
          {sources.map(({ label, name, source, isRestricted }) => (
            <li key={label}>
              {source ? (
                <a className="link" href={source.address} dir="auto">
                  {name}
                </a>
              ) : (
                <code>{name}</code>
              )}
              {!source && <b className="dot">There is nothing to cite at this address.</b>}
              {isRestricted && <b className="dot">Not all who read this answer may see it. Those who may not see nothing of it.</b>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
