import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FormPage } from '@/components/forms/form-page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { Html } from '@/components/ui/html'
import { FullTime } from '@/components/ui/time'
import { type HeldPost, readHeld } from '@/lib/curation/holding'
import { urls } from '@/lib/shared'
import { idOf, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'A post that waits', robots: { index: false } }

/** A post that waits for approval, or was not published, for its author and editors. */
export default async function HeldPage({ params }: PageProps<'/held/[id]'>) {
  const id = idOf((await params).id)
  const me = requirePerson(urls.held(id ?? 0))
  const post = id === null ? null : await readHeld(me.viewer, id)
  if (!post) notFound()
  return (
    <FormPage title={post.threadId === null ? post.title : post.isMine ? 'Your reply' : 'A reply'} about={aboutOf(post)}>
      <p className="meta">
        by {post.author}
        <span className="dot">
          <FullTime date={post.at} />
        </span>
        {post.topic && <span className="dot">in {post.topic}</span>}
        {post.tags.length > 0 && <span className="dot">{post.tags.join(', ')}</span>}
      </p>
      <State post={post} />
      <FormError form={sentForm()} />
      <Html className="body quoted" ids="post" html={post.html} />
      {post.isMine ? (
        <form className="do" method="post" action={urls.held(post.id)}>
          <button className="btn btn-no" type="submit">
            Delete it
          </button>
          {post.outcome && <span className="meta">Nothing of it is kept then.</span>}
        </form>
      ) : (
        post.outcome === null && (
          <p className="do">
            <a className="btn" href={urls.deskReports({ show: 'held' })}>
              Decide in the queue
            </a>
          </p>
        )
      )}
    </FormPage>
  )
}

function aboutOf({ isMine, threadId, slug, title }: HeldPost): { href: string; label: string } {
  if (threadId !== null && slug !== null) return { href: urls.thread({ id: threadId, slug }), label: title ?? 'The thread' }
  if (!isMine) return { href: urls.deskReports({ show: 'held' }), label: 'Reports' }
  return threadId === null ? { href: urls.myThreads(), label: 'My threads' } : { href: urls.myReplies(), label: 'My replies' }
}

function State({ post: { threadId, outcome, reason, isMine } }: { post: HeldPost }) {
  const what = threadId === null ? 'question' : 'reply'
  if (outcome === 'rejected')
    return (
      <div className="say" role="status">
        <span>
          <b>{isMine ? `Your ${what} was not published.` : `This ${what} was not published.`}</b> The reason: “<bdi>{reason}</bdi>”
        </span>
      </div>
    )
  return (
    <div className="say" role="status">
      <span>
        <b>{isMine ? `Your ${what} waits for approval.` : `This ${what} waits for approval.`}</b>{' '}
        {isMine
          ? 'Editors read what new members post before everyone sees it. You need not do anything; here you read what becomes of it.'
          : 'Only its author and editors can read it.'}
      </span>
    </div>
  )
}
