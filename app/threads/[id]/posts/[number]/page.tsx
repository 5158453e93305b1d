import type { Metadata } from 'next'
import { FormPage } from '@/components/forms/form-page'
import { AppealHiding } from '@/components/threads/appeal-hiding'
import { askedPost } from '@/components/threads/asked-post'
import { backOf } from '@/components/threads/back-of'
import { HiddenState } from '@/components/threads/hidden-state'
import { HidePost } from '@/components/threads/hide-post'
import { MoveThread } from '@/components/threads/move-thread'
import { PostCommands } from '@/components/threads/post-commands'
import { SameQuestions } from '@/components/threads/same-questions'
import { FormError } from '@/components/ui/field'
import { Html } from '@/components/ui/html'
import { renderPost } from '@/lib/community/threads'
import { listTopics, placesOf } from '@/lib/community/topics'
import { readAppeal } from '@/lib/curation/reports'
import { urls } from '@/lib/shared'
import { sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'A post', robots: { index: false } }

/** A post with everything that its reader may do with it, as plain forms. The thread's own page is the same for everyone. */
export default async function PostPage({ params }: PageProps<'/threads/[id]/posts/[number]'>) {
  const { viewer, post } = await askedPost(await params, urls.post)
  const { thread, number, may } = post
  const html = await renderPost(post)
  const appeal = post.hidden && post.isMine ? await readAppeal(viewer, { threadId: thread.id, number }) : null
  return (
    <FormPage title={number === 0 ? 'The question' : `Reply ${number}`} thread={backOf(post)}>
      <p className="meta">by {post.author}</p>
      {post.hidden && <HiddenState post={post} />}
      <FormError form={sentForm()} />
      <Html className="body quoted" ids="post" html={html} />
      {appeal && <AppealHiding post={post} state={appeal} form={sentForm()} />}
      {!post.hidden && <PostCommands post={post} />}
      {post.stays && <p className="meta mt-4">{post.stays}</p>}
      {number === 0 && thread.sameAs.length > 0 && <SameQuestions threadId={thread.id} threads={thread.sameAs} />}
      {may.move && !post.hidden && <MoveThread threadId={thread.id} topicId={thread.topicId} places={placesOf(await listTopics(viewer))} />}
      {may.hide && <HidePost post={post} form={sentForm()} />}
    </FormPage>
  )
}
