import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ProofOfWork } from '@/components/challenge/proof-of-work'
import { FormPage } from '@/components/forms/form-page'
import { MarkdownField } from '@/components/forms/markdown-field'
import { DraftKeeper } from '@/components/reply/draft-keeper'
import { DraftText } from '@/components/reply/draft-text'
import { requirePerson } from '@/components/shell/require-person'
import { backOf } from '@/components/threads/back-of'
import { FormError } from '@/components/ui/field'
import { Html } from '@/components/ui/html'
import { readOwnReply, readPost, renderPost } from '@/lib/community/threads'
import { needsProof } from '@/lib/curation/holding'
import { urls } from '@/lib/shared'
import { idOf, one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Reply', robots: { index: false } }

export default async function ReplyPage({ params, searchParams }: PageProps<'/threads/[id]/reply'>) {
  const id = idOf((await params).id)
  if (id === null) notFound()
  const form = sentForm()
  const asked = idOf(sentValue(form, 'to', one((await searchParams).to))) ?? 0
  const me = requirePerson(urls.threadReply(id, asked))
  const draft = (await readOwnReply(me.viewer, id))?.draft ?? null
  const to = asked || (form ? 0 : (draft?.answers ?? 0))
  const post = await readPost(me.viewer, id, to)
  if (!post || post.hidden) notFound()
  const { thread } = post
  const html = await renderPost(post)
  return (
    <FormPage title={to === 0 ? 'Reply' : `Reply to reply ${to}`} thread={backOf(post)}>
      {thread.state === 'closed' ? (
        <>
          <p className="mt-4">This thread is closed: it takes no more replies.</p>
          {draft && <DraftText body={draft.body} open />}
        </>
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
            {(await needsProof(me)) && <ProofOfWork />}
            {to > 0 && <input type="hidden" name="to" value={to} />}
            <input type="hidden" name="writer" value={me.person.id} />
            <input type="hidden" name="submission" value={sentValue(form, 'submission') || randomUUID()} />
            <MarkdownField form={form} label="Your reply" value={draft?.body} keeps />
            <div className="do">
              <button className="btn btn-do" type="submit">
                Post the reply
              </button>
              {draft && (
                <button className="act" type="submit" form="discard">
                  Discard the draft
                </button>
              )}
              <a className="link" href={backOf(post).href}>
                Back to the thread
              </a>
            </div>
            <DraftKeeper
              address={urls.replyDraft(id)}
              viewer={urls.viewerOfThread(id)}
              version={Number(sentValue(form, 'draft', String(draft?.version ?? 0)))}
            />
          </form>
          {draft && (
            <form id="discard" method="post" action={urls.replyDraft(id)} hidden>
              <input type="hidden" name="discard" value="here" />
              <input type="hidden" name="draft" value={draft.version} />
            </form>
          )}
        </>
      )}
    </FormPage>
  )
}
