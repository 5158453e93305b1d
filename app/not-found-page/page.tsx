import { NothingHere } from '@/components/shell/nothing-here'
import { Told } from '@/components/viewer/told'
import { urls } from '@/lib/shared'
import { idOf, requestContext } from '@/lib/web/http'

const ofThread = /^\/threads\/(\d+)(\/|$)/

/**
 * The page that our server sends if there is none. Next responds to `notFound()` with an empty page that scripts fill; this one is complete
 * without scripts. Its own address is as missing as any other. A hidden thread is missing for everyone, but its author is told.
 */
export default function NotFoundPage() {
  const { url, viewer } = requestContext()
  const threadId = viewer.audience === 'visitor' ? null : idOf(url.match(ofThread)?.[1] ?? '')
  if (threadId === null) return <NothingHere />
  return (
    <NothingHere threadId={threadId}>
      <p className="often">
        <span>If you asked this, you read what became of it under</span>
        <a href={urls.myThreads()}>My threads</a>
      </p>
      <Told viewer={urls.viewerOfThread(threadId)} part={{ show: 'hidden posts', posts: urls.posts(threadId) }} />
    </NothingHere>
  )
}
