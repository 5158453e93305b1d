import type { Viewer } from '@/lib/identity/viewer'
import { urls, type ViewerOfSite } from '@/lib/shared'

/** A part of the site; null on pages that belong to none. */
export type Area = 'topics' | 'tags' | 'answers' | 'desk' | null

type Props = {
  area: Area
  audience: Viewer['audience']
  /** Who is signed in, where the page is made for them alone; on a cached page null. */
  me: ViewerOfSite | null
  /** Where a cached page asks who is signed in. */
  viewerAddress: string
}

/**
 * The menu at the end of the bar: the account of someone who is signed in and, on a phone, the parts of the site. It works without scripts.
 * A cached page holds “Account” for the name, and the link to the administration hidden: `startMenu` fills in what /viewer says.
 */
export function SiteMenu({ area, audience, me, viewerAddress }: Props) {
  const signedIn = audience !== 'visitor'
  return (
    <details className={signedIn ? 'menu' : 'menu in-menu'} data-viewer={signedIn ? viewerAddress : undefined}>
      <summary>
        {signedIn && (
          <span className="in-bar" dir="auto" data-name={me ? undefined : ''}>
            {me?.displayName ?? 'Account'}
          </span>
        )}
        <span className="in-menu">Menu</span>
      </summary>
      <nav aria-label={signedIn ? 'Account' : 'Menu'}>
        <ul className="in-menu">
          <Item href={urls.topics()} label="Topics" here={area === 'topics'} />
          <Item href={urls.tags()} label="Tags" here={area === 'tags'} />
          <Item href={urls.answers()} label="Answers" here={area === 'answers'} />
        </ul>
        {signedIn && <AccountItems area={area} audience={audience} me={me} />}
      </nav>
    </details>
  )
}

function AccountItems({ area, audience, me }: Omit<Props, 'viewerAddress'>) {
  return (
    <>
      <ul>
        <Item href={urls.me()} label="Profile" />
        <Item href={urls.myThreads()} label="My threads" />
        <Item href={urls.myReplies()} label="My replies" />
        <Item href={urls.myDrafts()} label="My drafts" />
        <Item href={urls.myWatches()} label="Watching" />
      </ul>
      <ul>
        <Item href={urls.settings()} label="Settings" />
        {audience === 'editor' && <Item href={urls.desk()} label="Desk" here={area === 'desk'} />}
        {audience === 'editor' && (
          <li hidden={!me?.admin} data-admin="">
            <a href={urls.admin()}>Administration</a>
          </li>
        )}
      </ul>
      <form method="post" action={urls.signOut()}>
        <button type="submit">Sign out</button>
      </form>
    </>
  )
}

function Item({ href, label, here = false }: { href: string; label: string; here?: boolean }) {
  return (
    <li>
      <a href={href} aria-current={here ? 'page' : undefined}>
        {label}
      </a>
    </li>
  )
}
