import { StaticHtml } from '@/components/ui/html'
import { Marked } from '@/components/ui/marked'
import { Stones } from '@/components/ui/stones'
import { ListTime } from '@/components/ui/time'
import type { Hit } from '@/lib/search'
import { counted, shortCount, urls } from '@/lib/shared'
import { hitHref, passageHref, passageLabel } from './passage-words'

/** Results: stones, title, the answer that covers it, the passages that matched. */
export function HitList({ hits }: { hits: Hit[] }) {
  return (
    <>
      <div className="hits-cols" aria-hidden="true">
        <span />
        <span />
        <span>Replies</span>
        <span>Views</span>
        <span>Activity</span>
      </div>
      <StaticHtml as="ol" className="hits">
        {hits.map((hit) => (
          <li className="hit" key={`${hit.kind}/${hit.id}`} data-hit={`${hit.kind}/${hit.id}`}>
            <Stones resolution={hit.resolution} />
            <div>
              <h3 className={hit.kind === 'answer' ? 'font-serif' : undefined}>
                <a href={hitHref(hit)} dir="auto">
                  <Marked segments={hit.titleMarked} />
                </a>
              </h3>
              {hit.coveredBy && (
                <a className="row-a" href={urls.answer(hit.coveredBy.slug)} dir="auto">
                  {hit.coveredBy.title}
                </a>
              )}
              <Passages hit={hit} />
              <p className="meta">
                <a href={urls.topic(hit.topic.slug)} dir="auto">
                  {hit.topic.name}
                </a>
                {hit.needsReview && <span className="dot badge">Needs review</span>}
                {hit.morePosts > 0 && <span className="dot">{counted(hit.morePosts, 'more post matches', 'more posts match')}</span>}
              </p>
            </div>
            <span className="n">
              {hit.kind === 'thread' ? shortCount(hit.replyCount) : '–'}
              <span className="u"> {hit.replyCount === 1 ? 'reply' : 'replies'}</span>
            </span>
            <span className="n">
              {shortCount(hit.viewCount)}
              <span className="u"> {hit.viewCount === 1 ? 'view' : 'views'}</span>
            </span>
            <span className="n">
              <ListTime date={hit.activityAt} />
            </span>
          </li>
        ))}
      </StaticHtml>
    </>
  )
}

/** The passages of a result, each a link to its post. */
export function Passages({ hit }: { hit: Hit }) {
  return hit.passages.map((passage) => (
    <a className="pass" key={passageHref(hit, passage)} href={passageHref(hit, passage)}>
      <span className="at">
        <Marked segments={passageLabel(passage)} />
      </span>
      <bdi>
        <Marked segments={passage.text} />
      </bdi>
    </a>
  ))
}
