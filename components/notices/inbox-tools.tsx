import { unreadWord, urls } from '@/lib/shared'

type Props = {
  show: string
  unread: number
  /** The newest notice on the page: what comes after it stays unread. Null where there is none, and on older pages. */
  upTo: string | null
}

/** What the inbox shows, and the button that marks all of it as read. */
export function InboxTools({ show, unread, upTo }: Props) {
  return (
    <div className="tools inbox-tools">
      <nav className="tabs" aria-label="Which notices">
        <a href={urls.inbox()} aria-current={show === '' ? 'page' : undefined}>
          All
        </a>
        <a href={urls.inbox({ show: 'unread' })} aria-current={show === 'unread' ? 'page' : undefined}>
          Unread {unread > 0 && <span>{unreadWord(unread)}</span>}
        </a>
      </nav>
      {unread > 0 && upTo !== null && (
        <form method="post" action={urls.inbox()}>
          <input type="hidden" name="upTo" value={upTo} />
          <input type="hidden" name="show" value={show} />
          <button className="btn btn-s" type="submit" name="do" value="read all">
            Mark all as read
          </button>
        </form>
      )}
    </div>
  )
}
