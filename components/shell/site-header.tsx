import { Icon } from '@/components/ui/stones'
import { env } from '@/lib/platform/env'
import { urls, type WatchedSubject } from '@/lib/shared'
import { cameFrom, knownPerson, requestContext, viewerOfSite } from '@/lib/web/http'
import { Bell } from './bell'
import { SearchField } from './search-field'
import { type Area, SiteMenu } from './site-menu'

type Props = { area?: Area; find?: boolean; about?: WatchedSubject }

/**
 * The bar of every page. `area` is the part of the site; home and search have their own field and leave this one out. A page that shows
 * something names it, so that all that is personal on it comes with one request.
 */
export async function SiteHeader({ area = null, find = true, about }: Props) {
  const { audience } = requestContext().viewer
  const known = knownPerson()
  const me = known && (await viewerOfSite(known))
  const item = (name: Area, href: string, label: string) => (
    <a href={href} aria-current={area === name ? 'page' : undefined}>
      {label}
    </a>
  )
  return (
    <>
      <a className="skip" href="#page_main">
        Skip to the text
      </a>
      <header className="bar">
        <div className="wrap">
          <a className="brand" href={urls.home()}>
            <Icon name="s3" />
            {env().siteName}
          </a>
          <nav className="in-bar" aria-label="Main">
            {item('topics', urls.topics(), 'Topics')}
            {item('tags', urls.tags(), 'Tags')}
            {item('answers', urls.answers(), 'Answers')}
            {audience === 'editor' && item('desk', urls.desk(), 'Desk')}
          </nav>
          {find && <SearchField />}
          <div className="bar-end">
            <a className="btn" href={urls.ask()}>
              Ask
            </a>
            {audience === 'visitor' && (
              <a className="sign-in" href={urls.signIn({ next: cameFrom() })}>
                Sign in
              </a>
            )}
            {audience !== 'visitor' && <Bell unread={me?.unread ?? null} />}
            <SiteMenu area={area} audience={audience} me={me} viewerAddress={urls.viewer(about ?? null)} />
          </div>
        </div>
      </header>
    </>
  )
}
