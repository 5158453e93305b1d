import type { SignedIn } from '../../identity/accounts'
import { may } from '../../identity/viewer'
import { countUnread } from '../../notices/inbox'
import type { ViewerOfSite } from '../../shared'

/** Returns what the bar of a page says about who is signed in. One query. */
export async function viewerOfSite({ person: { displayName }, viewer }: SignedIn): Promise<ViewerOfSite> {
  return { displayName, admin: may(viewer, 'admin.see'), unread: await countUnread(viewer) }
}
