import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { RelatedList } from '@/components/related/related-list'
import { Page } from '@/components/shell/page'
import { CoveringCard } from '@/components/threads/covering-card'
import { Mine } from '@/components/threads/mine'
import { Opening, Reply } from '@/components/threads/post'
import { ReplyInvitation } from '@/components/threads/reply-invitation'
import { ThreadFacts } from '@/components/threads/thread-facts'
import { ThreadHead } from '@/components/threads/thread-head'
import { UsefulReply } from '@/components/threads/useful-reply'
import { JsonLd } from '@/components/ui/html'
import { Pager } from '@/components/ui/pager'
import { FullTime } from '@/components/ui/time'
import { excerpt, plainText } from '@/lib/content'
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
    description: excerpt(plainText(thread.body), 160),
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
    <Page>
      <ThreadHead thread={thread} />
      <div className="with-side">
        <div>
          {thread.sameAs.map((same) => (
            <p className="sys same-as" key={same.id}>
              <span />
              <span>
                Asks the same as{' '}
                <a href={urls.thread(same)} dir="auto">
                  {same.title}
                </a>
                .
              </span>
            </p>
          ))}
          {covering && <CoveringCard threadId={thread.id} answer={covering} />}
          {page === 1 && <Opening thread={thread} />}
          {thread.useful && <UsefulReply thread={thread} useful={thread.useful} />}
          {thread.replyCount > 0 && (
            <div className="sec-head replies-head">
              <h2>{counted(thread.replyCount, 'reply', 'replies')}</h2>
              {thread.accepted.length > 0 && (
                <p className="meta">
                  {'Accepted: '}
                  {thread.accepted.map(({ number, page: on }, i) => (
                    <a key={number} href={on === page ? `#r${number}` : urls.reply(thread, number, on)}>
                      {i > 0 && ', '}reply {number}
                    </a>
                  ))}
                </p>
              )}
            </div>
          )}
          {thread.replies.map((reply, i) => (
            <Reply key={reply.id} thread={thread} reply={reply} first={i === 0} />
          ))}
          {thread.replyBase > 0 && (
            <p className="thread-note">
              {counted(thread.replyBase, 'reply', 'replies')} of this thread stayed at its source; only their number was imported.
            </p>
          )}
          {page === pageCount &&
            thread.contested.map((each) => (
              <p className="sys" key={each.slug}>
                <span />
                <span data-contested={thread.id}>
                  The asker said that{' '}
                  <a href={urls.answer(each.slug)} dir="auto">
                    {each.title}
                  </a>{' '}
                  misses this case: “<bdi>{each.reason}</bdi>” An editor will look at it.
                </span>
              </p>
            ))}
          {covering?.editor && page === pageCount && (
            <p className="sys">
              <span />
              <span>
                <a href={urls.person(covering.editor.name)} dir="auto">
                  {covering.editor.displayName}
                </a>{' '}
                covered this thread with{' '}
                <a
                  href={covering.section ? urls.answerSection(covering.slug, covering.section.anchor) : urls.answer(covering.slug)}
                  dir="auto"
                >
                  {covering.title}
                  {covering.section && `, § ${covering.section.number}`}
                </a>{' '}
                on <FullTime date={covering.coveredAt} />.
              </span>
            </p>
          )}
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
      {requestContext().viewer.audience !== 'visitor' && <Mine threadId={thread.id} />}
      {page === 1 && !thread.withdrawn && <JsonLd data={questionPage(thread)} />}
    </Page>
  )
}
