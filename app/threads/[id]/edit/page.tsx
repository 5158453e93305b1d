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

export const metadata: Metadata = { title: 'Edit the question', robots: { index: false } }

export default async function EditThreadPage({ params }: PageProps<'/threads/[id]/edit'>) {
  const id = idOf((await params).id)
  if (id === null) notFound()
  const me = requirePerson(urls.postEdit(id, 0))
  const post = await readPost(me.viewer, id, 0)
  if (!post?.may.edit || post.hidden) notFound()
  const form = sentForm()
  return (
    <Page>
      <div className="form">
        <Crumbs steps={[{ href: urls.thread(post.thread), label: post.thread.title }]} />
        <h1 className="title">Edit the question</h1>
        <FormError form={form} />
        <EditConflict
          form={form}
          present={[
            { name: 'title', label: 'Title', value: post.thread.title },
            { name: 'body', label: 'What happens', value: post.body },
            { name: 'tags', label: 'Tags', value: post.thread.tags.join(', ') },
          ]}
        />
        <form method="post" action={urls.postEdit(id, 0)}>
          {/* The revision the writer has seen: the current one only once a conflict has shown it to them. */}
          <input type="hidden" name="basedOn" value={form && form.field !== 'basedOn' ? sentValue(form, 'basedOn') : post.revisionNumber} />
          <Field form={form} name="title" label="Title" value={post.thread.title} maxLength={300} autoComplete="off" required />
          <MarkdownField form={form} label="What happens" value={post.body} rows={14} />
          <Field
            form={form}
            name="tags"
            label="Tags"
            value={post.thread.tags.join(', ')}
            hint="Separate them with commas."
            maxLength={300}
          />
          <Field form={form} name="note" label="What you changed" hint="Shown in the history. Optional." maxLength={300} />
          <div className="do">
            <button className="btn btn-do" type="submit">
              Save
            </button>
            <a className="link" href={urls.thread(post.thread)}>
              Back to the thread
            </a>
          </div>
        </form>
      </div>
    </Page>
  )
}
