import type { Metadata } from 'next'
import { InboxTools } from '@/components/notices/inbox-tools'
import { NoticeGroupItem } from '@/components/notices/notice-group'
import { Page } from '@/components/shell/page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { NothingYet } from '@/components/viewer/own-page'
import { countUnread, groupNotices, readChanges, readNotices } from '@/lib/notices/inbox'
import { urls } from '@/lib/shared'
import { one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Inbox', robots: { index: false } }

export default async function InboxPage({ searchParams }: PageProps<'/inbox'>) {
  const me = requirePerson(urls.inbox())
  const query = await searchParams
  const show = one(query.show) === 'unread' ? 'unread' : ''
  const asked = one(query.before) ?? ''
  const before = /^[1-9]\d{0,17}$/.test(asked) ? asked : null
  const [{ rows, more }, unread] = await Promise.all([
    readNotices(me.viewer, { before, unread: show === 'unread' }),
    countUnread(me.viewer),
  ])
  const revised = rows.flatMap(({ kind, eventId }) => (kind === 'answer_revised' ? [eventId] : []))
  const changes = await readChanges(me.viewer, revised)
  const [newest, oldest] = [rows[0], rows.at(-1)]
  return (
    <Page>
      <header className="page-head">
        <h1 className="title" id="inbox-title">
          Inbox
        </h1>
      </header>
      <FormError form={sentForm()} />
      <InboxTools show={show} unread={unread} upTo={before === null ? (newest?.eventId ?? null) : null} />
      {rows.length === 0 ? (
        <EmptyInbox show={show} />
      ) : (
        <ol className="inbox" aria-labelledby="inbox-title">
          {groupNotices(rows).map((group) => (
            <NoticeGroupItem key={group.key} group={group} changes={changes} show={show} />
          ))}
        </ol>
      )}
      <Pager
        newer={before && urls.inbox({ show })}
        older={more && oldest ? urls.inbox({ show, before: oldest.eventId }) : null}
        newerWord="Newest"
      />
    </Page>
  )
}

function EmptyInbox({ show }: { show: string }) {
  return show === 'unread' ? (
    <NothingYet title="You have read everything">
      <p className="do">
        <a className="btn" href={urls.inbox()}>
          Show what you have read
        </a>
      </p>
    </NothingYet>
  ) : (
    <NothingYet title="Nothing yet">
      <p>When somebody replies to you, or an answer settles your question, you read it here.</p>
      <p className="do">
        <a className="btn" href={urls.ask()}>
          Ask a question
        </a>
        <a className="btn" href={urls.topics()}>
          Find a topic to watch
        </a>
      </p>
    </NothingYet>
  )
}
