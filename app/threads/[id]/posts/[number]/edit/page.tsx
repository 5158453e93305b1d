import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EditConflict } from '@/components/forms/edit-conflict'
import { MarkdownField } from '@/components/forms/markdown-field'
import { Page } from '@/components/shell/page'
import { requirePerson } from '@/components/shell/require-person'
import { Crumbs } from '@/components/ui/crumbs'
import { Field, FormError } from '@/components/ui/field'
import { readPost } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import { idOf, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Edit a reply', robots: { index: false } }

export default async function EditReplyPage({ params }: PageProps<'/threads/[id]/posts/[number]/edit'>) {
  const { id: idText, number: numberText } = await params
  const [id, number] = [idOf(idText), idOf(numberText)]
  if (id === null || number === null) notFound()
  const me = requirePerson(urls.postEdit(id, number))
  const post = await readPost(me.viewer, id, number)
  if (!post?.may.edit || post.hidden) notFound()
  const form = sentForm()
  return (
    <Page>
      <div className="form">
        <Crumbs steps={[{ href: urls.thread(post.thread), label: post.thread.title }]} />
        <h1 className="title">Edit reply {number}</h1>
        <FormError form={form} />
        <EditConflict form={form} present={[{ name: 'body', label: 'Text', value: post.body }]} />
        <form method="post" action={urls.postEdit(id, number)}>
          {/* The revision the writer has seen: the current one only once a conflict has shown it to them. */}
          <input type="hidden" name="basedOn" value={form && form.field !== 'basedOn' ? sentValue(form, 'basedOn') : post.revisionNumber} />
          <MarkdownField form={form} label="The reply" value={post.body} rows={14} />
          <Field form={form} name="note" label="What you changed" hint="Optional." maxLength={300} />
          <div className="do">
            <button className="btn btn-do" type="submit">
              Save
            </button>
            <a className="link" href={urls.replyPlace(post.thread, number)}>
              Back to the thread
            </a>
          </div>
        </form>
      </div>
    </Page>
  )
}
