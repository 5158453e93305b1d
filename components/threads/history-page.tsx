import { Page } from '@/components/shell/page'
import type { PostHistoryPage } from '@/lib/community/threads'
import { PostHistory } from './post-history'

type Props = {
  history: PostHistoryPage
  title: string
  /** The address of this history. */
  address: string
  redactAt: ((revision: number) => string) | null
  back: { href: string; label: string }
  isFirstPage: boolean
}

/** A page with what a question or a reply once said. */
export function HistoryPage({ history, title, address, redactAt, back, isFirstPage }: Props) {
  return (
    <Page>
      <header className="page-head">
        <p className="meta">
          <a href={back.href}>← {back.label}</a>
        </p>
        <h1 className="title">{title}</h1>
      </header>
      <PostHistory history={history} address={address} redactAt={redactAt} isFirstPage={isFirstPage} />
    </Page>
  )
}
