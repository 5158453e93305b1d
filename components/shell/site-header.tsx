import { Icon } from '@/components/ui/stones'
import { env } from '@/lib/platform/env'
import { urls } from '@/lib/shared'
import { cameFrom, requestContext } from '@/lib/web/http'
import { SearchField } from './search-field'

export type Area = 'topics' | 'tags' | 'answers' | 'desk' | null

/** The bar of every page. `area` is the part of the site; home and search have their own field and leave this one out. */
export function SiteHeader({ area = null, find = true }: { area?: Area; find?: boolean }) {
  const { audience } = requestContext().viewer
  const item = (name: Area, href: string, label: string, wide = false) => (
    <a href={href} className={wide ? 'wide' : undefined} aria-current={area === name ? 'page' : undefined}>
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
          <nav aria-label="Main">
            {item('topics', urls.topics(), 'Topics')}
            {item('tags', urls.tags(), 'Tags')}
            {item('answers', urls.answers(), 'Answers', true)}
            {audience === 'editor' && item('desk', urls.desk(), 'Desk', true)}
          </nav>
          {find && <SearchField />}
          <div className="bar-end">
            <a className="btn" href={urls.ask()}>
              Ask
            </a>
            {audience === 'visitor' ? (
              <a className="sign-in" href={urls.signIn({ next: cameFrom() })}>
                Sign in
              </a>
            ) : (
              <a className="sign-in" href={urls.settings()}>
                Account
              </a>
            )}
          </div>
        </div>
      </header>
    </>
  )
}
