import { urls } from '@/lib/shared'
import { Page } from './page'
import { SearchField } from './search-field'

type Props = { threadId?: number; children?: React.ReactNode }

/** The page that says that nothing is there, with ways to go on; `children` is what else there is to say about the address of a thread. */
export function NothingHere({ threadId, children }: Props) {
  return (
    <Page find={false} about={threadId ? { kind: 'thread', id: threadId } : undefined}>
      <div className="home-top">
        <h1>This page does not exist.</h1>
        <SearchField size="home" />
        <p className="often">
          <span>It may have been merged, archived or never written.</span>
          <a href={urls.home()}>Home</a>
          <a href={urls.topics()}>Topics</a>
          <a href={urls.tags()}>Tags</a>
        </p>
        {children}
      </div>
    </Page>
  )
}
