import { urls } from '@/lib/shared'
import { Enhancements } from './enhancements'

/** The foot of every page. `feeds` are those of what the page shows. */
export function SiteFooter({ feeds = null }: { feeds?: { topic?: string; tag?: string } | null }) {
  return (
    <footer className="foot-page">
      <div className="wrap">
        <ul aria-label="For machines">
          <li>
            <a href={urls.feed(feeds, 'rss')}>RSS</a>
          </li>
          <li>
            <a href={urls.feed(feeds, 'atom')}>Atom</a>
          </li>
          <li>
            <a href={urls.feed(feeds, 'json')}>JSON Feed</a>
          </li>
        </ul>
        <ul>
          <li>
            <a href={urls.operators()}>Search operators</a>
          </li>
          <Enhancements />
        </ul>
      </div>
    </footer>
  )
}
