import type { Metadata } from 'next'
import { MarkdownField } from '@/components/forms/markdown-field'
import { EditPost } from '@/components/threads/edit-post'
import { editablePost } from '@/components/threads/editable-post'
import { idOf, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Edit a reply', robots: { index: false } }

export default async function EditReplyPage({ params }: PageProps<'/threads/[id]/posts/[number]/edit'>) {
  const { id, number } = await params
  const post = await editablePost(idOf(id), idOf(number))
  const form = sentForm()
  const present = [{ name: 'body', label: 'Text', value: post.body }]
  return (
    <EditPost post={post} form={form} title={`Edit reply ${post.number}`} present={present} noteHint="Optional.">
      <MarkdownField form={form} label="The reply" value={post.body} rows={14} keeps />
    </EditPost>
  )
}
