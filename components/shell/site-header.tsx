import { Icon } from '@/components/ui/stones'
import { env } from '@/lib/env'
import { urls } from '@/lib/web/urls'
import { SearchField } from './search-field'

export type Area = 'topics' | 'tags' | 'answers' | null

/** The bar of every page. `area` is where one is; home and search have a field of their own and go without this one. */
export function SiteHeader({ area = null, find = true }: { area?: Area; find?: boolean }) {
  const item = (name: Area, href: string, label: string) => (
    <a href={href} aria-current={area === name ? 'page' : undefined}>
      {label}
    </a>
  )
  return (
    <>
      <a className="skip" href="#main">
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
            {item('answers', urls.answers(), 'Answers')}
          </nav>
          {find && <SearchField />}
        </div>
      </header>
    </>
  )
}
