import { Figure, StateHead } from '@/components/ui/list-cells'
import { Stones } from '@/components/ui/stones'
import { ListTime } from '@/components/ui/time'
import type { UnansweredRequest, UnansweredRow } from '@/lib/curation/desk'
import { urls } from '@/lib/shared'

type Props = { rows: UnansweredRow[]; sort: UnansweredRequest['sort']; label: string }

/** Threads that nothing covers, each with what an editor can do about it. */
export function UnansweredTable({ rows, sort, label }: Props) {
  const asked = sort === 'views' ? {} : { 'aria-sort': sort === 'oldest' ? ('ascending' as const) : ('descending' as const) }
  return (
    <table className="list queue" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          <StateHead />
          <th role="columnheader">Thread</th>
          <th className="n" role="columnheader">
            Replies
          </th>
          <th className="n" role="columnheader" {...(sort === 'views' ? { 'aria-sort': 'descending' as const } : {})}>
            Views
          </th>
          <th className="n" role="columnheader" {...asked}>
            Asked
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.id} role="row">
            <td role="cell">
              <Stones resolution={row.resolution} />
            </td>
            <td role="cell">
              <a className="row-t" href={urls.thread(row)} dir="auto">
                {row.title}
              </a>
              <RowMeta row={row} />
              <RowActs row={row} />
            </td>
            <Figure value={row.replyCount} one="reply" many="replies" />
            <Figure value={row.viewCount} one="view" many="views" />
            <td className="n" role="cell">
              <ListTime date={row.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RowMeta({ row: { topic, tags } }: { row: UnansweredRow }) {
  return (
    <span className="meta">
      <a href={urls.topic(topic.slug)} dir="auto">
        {topic.name}
      </a>
      {tags.length > 0 && (
        <span className="tags dot">
          {tags.map((tag) => (
            <a className="tag" key={tag} href={urls.tag(tag)} dir="auto">
              {tag}
            </a>
          ))}
        </span>
      )}
    </span>
  )
}

function RowActs({ row: { id, title, closed } }: { row: UnansweredRow }) {
  return (
    <span className="queue-acts">
      {closed ? (
        <span className="meta">Closed to replies</span>
      ) : (
        <a className="act" href={urls.threadReply(id)} aria-label={`Reply: ${title}`}>
          Reply
        </a>
      )}
      <a className="act" href={urls.answerNew(id)} aria-label={`Draft an answer: ${title}`}>
        Draft an answer
      </a>
    </span>
  )
}
