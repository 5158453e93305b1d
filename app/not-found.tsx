import { Page } from '@/components/shell/page'
import { SearchField } from '@/components/shell/search-field'
import { OwnHidden } from '@/components/viewer/own-hidden'
import { urls } from '@/lib/shared'
import { idOf, requestContext } from '@/lib/web/http'

const ofThread = /^\/threads\/(\d+)(\/|$)/

export default function NotFound() {
  const { url, viewer } = requestContext()
  // A hidden thread is missing, but not for its author.
  const threadId = viewer.audience === 'visitor' ? null : idOf(url.match(ofThread)?.[1] ?? '')
  return (
    <Page find={false} threadId={threadId ?? undefined}>
      <div className="home-top">
        <h1>This page does not exist.</h1>
        <SearchField size="home" />
        <p className="often">
          <span>It may have been merged, archived or never written.</span>
          <a href={urls.home()}>Home</a>
          <a href={urls.topics()}>Topics</a>
          <a href={urls.tags()}>Tags</a>
        </p>
        {threadId !== null && (
          <>
            <OwnHidden viewer={urls.viewer(threadId)} posts={urls.posts(threadId)} />
            <p className="often">
              <span>If you asked this, you read what became of it under</span>
              <a href={urls.myThreads()}>My threads</a>
            </p>
          </>
        )}
      </div>
    </Page>
  )
}
