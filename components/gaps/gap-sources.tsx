import { SourcesBeside } from '@/components/answers/sources'
import { Html } from '@/components/ui/html'
import type { GapSource } from '@/lib/curation/gaps'
import { counted, urls } from '@/lib/shared'

/** So many passages are unfolded from the beginning. */
const openAtFirst = 2

/** The threads of the gap that an answer was begun from, beside its text: what helped first, then what was asked. */
export function GapSources({ gapId, sources }: { gapId: number; sources: GapSource[] }) {
  const useful = sources.filter((source) => source.useful !== null)
  return (
    <SourcesBeside href={urls.deskGap(gapId)} label={`${counted(sources.length, 'thread', 'threads')} of the gap`}>
      {useful.length > 0 && <h3 className="lab">What helped</h3>}
      {useful.map(({ id, slug, title, useful: reply }, i) =>
        reply ? (
          <details key={id} open={i < openAtFirst}>
            <summary className="fold">
              <bdi>{title}</bdi>
            </summary>
            <p className="meta">
              <a href={urls.reply({ id, slug }, reply.number)}>
                {`Reply ${reply.number}${reply.accepted ? ', accepted' : ''}`}
                <span className="vh">{` to ${title}`}</span>
              </a>{' '}
              <bdi>{reply.author}</bdi>
            </p>
            <Html className="body" ids={`source${id}-${reply.number}`} html={reply.html} />
          </details>
        ) : null,
      )}
      <h3 className="lab">What was asked</h3>
      {sources.map(({ id, slug, title, opening }) => (
        <details key={id}>
          <summary className="fold">
            <bdi>{title}</bdi>
          </summary>
          <p className="meta">
            <a href={urls.thread({ id, slug })}>
              Read the thread<span className="vh">{`: ${title}`}</span>
            </a>
          </p>
          <Html className="body" ids={`source${id}`} html={opening} />
        </details>
      ))}
    </SourcesBeside>
  )
}
