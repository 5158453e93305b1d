import { Diff } from '@/components/answers/diff'
import { FullTime } from '@/components/ui/time'
import { withoutCitations } from '@/lib/content'
import type { FlaggedCitation } from '@/lib/curation/evidence'

const says = {
  fine: '',
  changed: 'The source says something else now',
  gone: 'The source is hidden, deleted or withdrawn',
  merged: 'The thread of the source went into another',
  moved: 'The sentence of the source is another one now',
}

/** The paragraph that rests on a source, what became of the source, and both its texts compared. */
export function CitedParagraph({ citation: { state, source, blocks, paragraph, noticedAt } }: { citation: FlaggedCitation }) {
  return (
    <>
      {paragraph && (
        <p className="said" dir="auto">
          “{withoutCitations(paragraph.text)}”
        </p>
      )}
      <p className="meta">
        <b>{says[state]}</b>
        {source && (
          <>
            :{' '}
            <a href={source.address} dir="auto">
              {source.name}
            </a>
          </>
        )}
        <span className="dot">
          since <FullTime date={noticedAt} />
        </span>
      </p>
      {blocks && <Diff blocks={blocks} />}
    </>
  )
}
