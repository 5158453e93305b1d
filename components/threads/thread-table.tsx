import { StaticHtml } from '@/components/ui/html'
import { Figure, StateCell, StateHead } from '@/components/ui/list-cells'
import { ListTime } from '@/components/ui/time'
import type { ListingSort, ThreadRow } from '@/lib/community/threads'
import { urls } from '@/lib/shared'

type Props = { rows: ThreadRow[]; labelledBy: string; sort?: ListingSort; short?: boolean }

/** Threads as a list: stones, title, figures. `short` leaves boosts and views out, as on the home page. */
export function ThreadTable({ rows, labelledBy, sort = 'activity', short = false }: Props) {
  const sorted = (of: ListingSort) => (sort === of ? { 'aria-sort': 'descending' as const } : {})
  return (
    <StaticHtml as="table" className={short ? 'list short' : 'list'} role="table" aria-labelledby={labelledBy}>
      <thead role="rowgroup">
        <tr role="row">
          <StateHead />
          <th role="columnheader">{short ? <span className="vh">Thread</span> : 'Thread'}</th>
          <th className="n" role="columnheader" {...sorted('replies')}>
            Replies
          </th>
          {!short && (
            <th className="n" role="columnheader" {...sorted('boosts')}>
              Boosts
            </th>
          )}
          {!short && (
            <th className="n" role="columnheader" {...sorted('views')}>
              Views
            </th>
          )}
          <th className="n" role="columnheader" {...sorted(sort === 'newest' ? 'newest' : 'activity')}>
            {sort === 'newest' ? 'Asked' : 'Activity'}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.id} role="row" className={row.coveredBy ? 'cov' : undefined}>
            <StateCell resolution={row.resolution} />
            <td role="cell">
              <a className="row-t" href={urls.thread(row)} dir="auto">
                {row.title}
              </a>
              {row.coveredBy && <CoveredLine coveredBy={row.coveredBy} />}
              <RowMeta row={row} short={short} />
            </td>
            <Figure value={row.replyCount} one="reply" many="replies" />
            {!short && <Figure value={row.boostCount} one="boost" many="boosts" />}
            {!short && <Figure value={row.viewCount} one="view" many="views" />}
            <td className="n" role="cell">
              {sort === 'newest' ? <ListTime date={row.createdAt} /> : <Activity row={row} />}
            </td>
          </tr>
        ))}
      </tbody>
    </StaticHtml>
  )
}

/** When something happened last, which leads to the last reply. */
function Activity({ row }: { row: ThreadRow }) {
  const time = <ListTime date={row.activityAt} />
  if (row.lastReply === null) return time
  return (
    <a className="last" href={urls.reply(row, row.lastReply)}>
      <span className="vh">Last reply: </span>
      {time}
    </a>
  )
}

function CoveredLine({ coveredBy }: { coveredBy: NonNullable<ThreadRow['coveredBy']> }) {
  const { section } = coveredBy
  return (
    <a className="row-a" href={section ? urls.answerSection(coveredBy.slug, section.anchor) : urls.answer(coveredBy.slug)} dir="auto">
      {coveredBy.title}
      {section && (
        <span className="sec">
          {' '}
          § {section.number} <bdi>{section.heading}</bdi>
        </span>
      )}
    </a>
  )
}

function RowMeta({ row, short }: { row: ThreadRow; short: boolean }) {
  const first = short ? (
    <a href={urls.topic(row.topic.slug)} dir="auto">
      {row.topic.name}
    </a>
  ) : (
    row.tags.length > 0 && (
      <span className="tags">
        {row.tags.map((tag) => (
          <a className="tag" key={tag} href={urls.tag(tag)} dir="auto">
            {tag}
          </a>
        ))}
      </span>
    )
  )
  return (
    <span className="meta">
      {first}
      {row.author && (
        <span className={first ? 'dot' : undefined} dir="auto">
          {row.author.displayName}
        </span>
      )}
    </span>
  )
}
