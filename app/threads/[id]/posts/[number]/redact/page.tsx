import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RedactPage } from '@/components/redaction/redact-page'
import { askedPost } from '@/components/threads/asked-post'
import { backOf } from '@/components/threads/back-of'
import { mayAtAll } from '@/lib/identity/viewer'
import { urls } from '@/lib/shared'

export const metadata: Metadata = { title: 'Redact revisions', robots: { index: false } }

/** Where an editor removes earlier texts of a question or a reply. */
export default async function RedactPostPage({ params, searchParams }: PageProps<'/threads/[id]/posts/[number]/redact'>) {
  const { viewer, post } = await askedPost(await params, urls.postRedact)
  if (!mayAtAll(viewer, 'revision.redact')) notFound()
  const { thread, number, replyId } = post
  return (
    <RedactPage
      viewer={viewer}
      subject={replyId === null ? { kind: 'thread', id: thread.id } : { kind: 'reply', id: replyId }}
      title={number === 0 ? 'Redact revisions of the question' : `Redact revisions of reply ${number}`}
      back={backOf(post)}
      action={urls.postRedact(thread.id, number)}
      query={await searchParams}
    />
  )
}
