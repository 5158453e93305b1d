import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { RelatedList } from '@/components/related/related-list'
import { Page } from '@/components/shell/page'
import { CoveringCard } from '@/components/threads/covering-card'
import { Opening } from '@/components/threads/post'
import { Replies } from '@/components/threads/replies'
import { RepliesHead } from '@/components/threads/replies-head'
import { ReplyInvitation } from '@/components/threads/reply-invitation'
import { SameAs } from '@/components/threads/same-as'
import { ThreadEvents } from '@/components/threads/thread-events'
import { ThreadFacts } from '@/components/threads/thread-facts'
import { ThreadHead } from '@/components/threads/thread-head'
import { UsefulReply } from '@/components/threads/useful-reply'
import { JsonLd } from '@/components/ui/html'
import { Pager } from '@/components/ui/pager'
import { OwnHidden } from '@/components/viewer/own-hidden'
import { excerpt } from '@/lib/content'
import { questionPage } from '@/lib/exchange/feeds'
import { counted, decoded, urls } from '@/lib/shared'
import { idOf, pageNumber, requestContext } from '@/lib/web/http'
import { reads, redirectMerged } from '@/lib/web/reads'

type Props = PageProps<'/threads/[id]/[slug]'>

async function load({ params, searchParams }: Props) {
  const id = idOf((await params).id)
  return id === null ? null : reads.thread(id, pageNumber((await searchParams).page))
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const thread = await load(props)
  if (!thread) return {}
  return {
    title: thread.title,
    description: excerpt(thread.plain, 160),
    alternates: { canonical: urls.thread(thread, thread.page) },
    ...(thread.withdrawn ? { robots: { index: false } } : {}),
  }
}

export default async function ThreadPage(props: Props) {
  const thread = await load(props)
  const { id, slug } = await props.params
  if (!thread) await redirectMerged(idOf(id))
  if (!thread || (thread.page > 1 && thread.replies.length === 0)) notFound()
  if (decoded(slug) !== thread.slug) permanentRedirect(urls.thread(thread, thread.page))
  const related = await reads.related('thread', thread.id)
  const { covering, page, pageCount } = thread
  return (
    <Page threadId={thread.id}>
      <ThreadHead thread={thread} />
      <div className="with-side">
        <div>
          <SameAs threads={thread.sameAs} />
          {covering && <CoveringCard threadId={thread.id} answer={covering} />}
          {page === 1 && <Opening thread={thread} />}
          {thread.useful && <UsefulReply thread={thread} useful={thread.useful} />}
          <RepliesHead thread={thread} />
          <Replies thread={thread} />
          {thread.replyBase > 0 && (
            <p className="thread-note">
              {counted(thread.replyBase, 'reply', 'replies')} of this thread stayed at its source; only their number was imported.
            </p>
          )}
          {page === pageCount && <ThreadEvents thread={thread} />}
          {requestContext().viewer.audience !== 'visitor' && <OwnHidden viewer={urls.viewer(thread.id)} posts={urls.posts(thread.id)} />}
          {page === pageCount && <ReplyInvitation thread={thread} />}
          <Pager
            newer={page > 1 ? urls.thread(thread, page - 1) : null}
            older={page < pageCount ? urls.thread(thread, page + 1) : null}
            label={`Page ${page} of ${pageCount}`}
            newerWord="Earlier replies"
            olderWord="Later replies"
          />
        </div>
        <aside className="side">
          <RelatedList links={related} />
          <ThreadFacts thread={thread} />
        </aside>
      </div>
      {page === 1 && !thread.withdrawn && <JsonLd data={questionPage(thread)} />}
    </Page>
  )
}
