import { Icon } from '@/components/ui/stones'
import { inboxLabel, unreadWord, urls } from '@/lib/shared'

/**
 * The link to the inbox, with how much is unread there. On a cached page the number is not known (null): `startBell` fills in what /viewer
 * says. Without scripts it is a link.
 */
export function Bell({ unread }: { unread: number | null }) {
  return (
    <a className="bell" href={urls.inbox()}>
      <Icon name="bell" />
      <span className="vh">{inboxLabel(unread ?? 0)}</span>
      <b aria-hidden="true" hidden={!unread}>
        {unreadWord(unread ?? 0)}
      </b>
    </a>
  )
}
