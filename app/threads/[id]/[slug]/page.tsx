import type { Metadata } from 'next'
import { notFound, permanentRedirect, redirect } from 'next/navigation'
import { RelatedList } from '@/components/related/related-list'
import { Page } from '@/components/shell/page'
import { CoveringCard } from '@/components/threads/covering-card'
import { NothingShown } from '@/components/threads/nothing-shown'
import { Opening } from '@/components/threads/post'
import { Replies } from '@/components/threads/replies'
import { RepliesHead } from '@/components/threads/replies-head'
import { ReplyInvitation } from '@/components/threads/reply-invitation'
import { ReplyNav } from '@/components/threads/reply-nav'
import { SameAs } from '@/components/threads/same-as'
import { ThreadEvents } from '@/components/threads/thread-events'
import { ThreadFacts } from '@/components/threads/thread-facts'
import { ThreadHead } from '@/components/threads/thread-head'
import { UsefulReply } from '@/components/threads/useful-reply'
import { JsonLd } from '@/components/ui/html'
import { Pager } from '@/components/ui/pager'
import { Told } from '@/components/viewer/told'
import type { ThreadView } from '@/lib/community/threads'
import { excerpt } from '@/lib/content'
import { questionPage } from '@/lib/exchange/feeds'
import { counted, decoded, numbersOfPage, pageOfReply, urls } from '@/lib/shared'
import { idOf, one, pageNumber, requestContext } from '@/lib/web/http'
import { reads, redirectMerged } from '@/lib/web/reads'

type Props = PageProps<'/threads/[id]/[slug]'>

async function load({ params, searchParams }: Props) {
  const id = idOf((await params).id)
  return id === null ? null : reads.thread(id, pageOfReply(startOf((await searchParams).from)))
}

/** The number that the address names: the page that shows it is opened. */
function startOf(from: string | string[] | undefined): number {
  return idOf(one(from) ?? '1') ?? 1
}

/** Leads to the one address that a page has: from ?page=2, as addresses were once, and from any other number on the page. */
async function redirectToPage(thread: ThreadView, { from, page }: Awaited<Props['searchParams']>): Promise<void> {
  if (from === undefined && page !== undefined) {
    const former = pageNumber(page)
    const number = former === 1 ? 1 : await reads.formerPage(thread.id, former)
    if (number === null) notFound()
    redirect(urls.thread(thread, pageOfReply(number)))
  }
  const { first } = numbersOfPage(thread.page)
  if (from !== undefined && (first === 1 || one(from) !== String(first))) redirect(urls.thread(thread, thread.page))
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
  if (!thread) notFound()
  await redirectToPage(thread, await props.searchParams)
  if (decoded(slug) !== thread.slug) permanentRedirect(urls.thread(thread, thread.page))
  const [related, uses] = await Promise.all([reads.related('thread', thread.id), reads.usesOfThread(thread.id)])
  const { covering, page, pageCount } = thread
  return (
    <Page about={{ kind: 'thread', id: thread.id }}>
      <ThreadHead thread={thread} />
      <div className="with-side">
        <div>
          <SameAs threads={thread.sameAs} />
          {covering && <CoveringCard threadId={thread.id} answer={covering} />}
          {page === 1 && <Opening thread={thread} uses={uses} />}
          {thread.useful && <UsefulReply thread={thread} useful={thread.useful} />}
          <RepliesHead thread={thread} />
          <NothingShown thread={thread} />
          <Replies thread={thread} uses={uses} />
          {thread.replyBase > 0 && (
            <p className="thread-note">
              {counted(thread.replyBase, 'reply', 'replies')} of this thread stayed at its source; only their number was imported.
            </p>
          )}
          {page >= pageCount && <ThreadEvents thread={thread} />}
          {requestContext().viewer.audience !== 'visitor' && (
            <Told viewer={urls.viewerOfThread(thread.id)} part={{ show: 'hidden posts', posts: urls.posts(thread.id) }} />
          )}
          <ReplyInvitation thread={thread} />
          <Pager
            newer={page > 1 ? urls.thread(thread, Math.min(page - 1, pageCount)) : null}
            older={page < pageCount ? urls.thread(thread, page + 1) : null}
            label={page > pageCount ? undefined : `Page ${page} of ${pageCount}`}
            newerWord="Earlier replies"
            olderWord="Later replies"
          />
          <ReplyNav thread={thread} place="end" />
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
