import type { Metadata } from 'next'
import { MarkdownField } from '@/components/forms/markdown-field'
import { TagField } from '@/components/forms/tag-field'
import { EditPost } from '@/components/threads/edit-post'
import { editablePost } from '@/components/threads/editable-post'
import { Field } from '@/components/ui/field'
import { mayAddTags } from '@/lib/community/tags'
import { idOf, personalViewer, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Edit the question', robots: { index: false } }

export default async function EditThreadPage({ params }: PageProps<'/threads/[id]/edit'>) {
  const post = await editablePost(idOf((await params).id), 0)
  const form = sentForm()
  const { title } = post.thread
  const tags = post.thread.tags.join(', ')
  const present = [
    { name: 'title', label: 'Title', value: title },
    { name: 'body', label: 'What happens', value: post.body },
    { name: 'tags', label: 'Tags', value: tags },
  ]
  return (
    <EditPost post={post} form={form} title="Edit the question" present={present} noteHint="Shown in the history. Optional.">
      <Field form={form} name="title" label="Title" value={title} maxLength={300} autoComplete="off" required />
      <MarkdownField form={form} label="What happens" value={post.body} rows={14} keeps />
      <TagField form={form} value={tags} mayAdd={mayAddTags(personalViewer())} />
    </EditPost>
  )
}
