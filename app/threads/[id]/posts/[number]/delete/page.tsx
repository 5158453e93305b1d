import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FormPage } from '@/components/forms/form-page'
import { askedPost } from '@/components/threads/asked-post'
import { backOf } from '@/components/threads/back-of'
import { UndoDelete } from '@/components/threads/undo-delete'
import { FormError, Say } from '@/components/ui/field'
import { Html } from '@/components/ui/html'
import { renderPost } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import { sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Delete a post', robots: { index: false } }

/** Asks before one's own post is deleted, and says what that does. */
export default async function DeletePage({ params }: PageProps<'/threads/[id]/posts/[number]/delete'>) {
  const { post } = await askedPost(await params, urls.postDelete)
  const { thread, number } = post
  if (!post.isMine || (post.hidden && !post.deleted)) notFound()
  const html = await renderPost(post)
  const what = number === 0 ? 'your question' : `your reply ${number}`
  const back = backOf(post)
  return (
    <FormPage title={`Delete ${what}`} thread={back}>
      <FormError form={sentForm()} />
      {post.deleted ? (
        <UndoDelete post={post} />
      ) : post.stays ? (
        <Say>{post.stays}</Say>
      ) : (
        <form method="post" action={urls.postDelete(thread.id, number)}>
          <p className="mt-4">
            It leaves pages, search and feeds. You and editors can still read it, and you can undo this.{' '}
            {number > 0 && 'If somebody replied to it, its place says “Deleted by its author”.'}
          </p>
          <Html className="body quoted" ids="post" html={html} />
          <div className="do">
            <button className="btn btn-no" type="submit" name="do" value="delete">
              Delete
            </button>
            <a className="link" href={back.href}>
              Keep it
            </a>
          </div>
        </form>
      )}
    </FormPage>
  )
}
