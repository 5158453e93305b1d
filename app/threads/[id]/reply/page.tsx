import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FormPage } from '@/components/forms/form-page'
import { MarkdownField } from '@/components/forms/markdown-field'
import { requirePerson } from '@/components/shell/require-person'
import { backOf } from '@/components/threads/back-of'
import { FormError } from '@/components/ui/field'
import { Html } from '@/components/ui/html'
import { readPost, renderPost } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import { idOf, one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Reply', robots: { index: false } }

export default async function ReplyPage({ params, searchParams }: PageProps<'/threads/[id]/reply'>) {
  const id = idOf((await params).id)
  if (id === null) notFound()
  const form = sentForm()
  const to = idOf(sentValue(form, 'to', one((await searchParams).to))) ?? 0
  const me = requirePerson(urls.threadReply(id, to))
  const post = await readPost(me.viewer, id, to)
  if (!post || post.hidden) notFound()
  const { thread } = post
  const html = await renderPost(post)
  return (
    <FormPage title={to === 0 ? 'Reply' : `Reply to reply ${to}`} thread={backOf(post)}>
      {thread.state === 'closed' ? (
        <p className="mt-4">This thread is closed: it takes no more replies.</p>
      ) : (
        <>
          <FormError form={form} />
          <details className="quoted" open={to > 0}>
            <summary className="fold">
              {post.author} wrote{to > 0 ? ` in reply ${to}` : ''}
            </summary>
            <Html className="body" ids="post" html={html} />
          </details>
          <form method="post" action={urls.threadReply(id)}>
            {to > 0 && <input type="hidden" name="to" value={to} />}
            <input type="hidden" name="submission" value={sentValue(form, 'submission') || randomUUID()} />
            <MarkdownField form={form} label="Your reply" keeps />
            <div className="do">
              <button className="btn btn-do" type="submit">
                Post the reply
              </button>
              <a className="link" href={backOf(post).href}>
                Back to the thread
              </a>
            </div>
          </form>
        </>
      )}
    </FormPage>
  )
}
