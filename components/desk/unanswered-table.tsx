import { Figure, StateCell, StateHead } from '@/components/ui/list-cells'
import { ListTime } from '@/components/ui/time'
import type { UnansweredRequest, UnansweredRow } from '@/lib/curation/desk'
import { urls } from '@/lib/shared'

type Props = { rows: UnansweredRow[]; sort: UnansweredRequest['sort']; label: string }

/** Threads that nothing covers, each with what an editor can do about it. */
export function UnansweredTable({ rows, sort, label }: Props) {
  return (
    <table className="list queue" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          <StateHead />
          <th role="columnheader">Thread</th>
          <Head>Replies</Head>
          <Head order={sort === 'views' ? 'descending' : undefined}>Views</Head>
          <Head order={{ oldest: 'ascending' as const, newest: 'descending' as const, views: undefined }[sort]}>Asked</Head>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Head({ order, children }: { order?: 'ascending' | 'descending'; children: React.ReactNode }) {
  return (
    <th className="n" role="columnheader" aria-sort={order}>
      {children}
    </th>
  )
}

function Row({ row }: { row: UnansweredRow }) {
  return (
    <tr role="row">
      <StateCell resolution={row.resolution} />
      <td role="cell">
        <a className="row-t" href={urls.thread(row)} dir="auto">
          {row.title}
        </a>
        <span className="queue-line">
          <RowMeta row={row} />
          <RowActs row={row} />
        </span>
      </td>
      <Figure value={row.replyCount} one="reply" many="replies" />
      <Figure value={row.viewCount} one="view" many="views" />
      <td className="n" role="cell">
        <ListTime date={row.createdAt} />
      </td>
    </tr>
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
