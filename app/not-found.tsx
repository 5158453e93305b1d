import { Page } from '@/components/shell/page'
import { SearchField } from '@/components/shell/search-field'
import { urls } from '@/lib/shared'

export default function NotFound() {
  return (
    <Page find={false}>
      <div className="home-top">
        <h1>This page does not exist.</h1>
        <SearchField size="home" />
        <p className="often">
          <span>It may have been merged, archived or never written.</span>
          <a href={urls.home()}>Home</a>
          <a href={urls.topics()}>Topics</a>
          <a href={urls.tags()}>Tags</a>
        </p>
      </div>
    </Page>
  )
}
