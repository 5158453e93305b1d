import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { TagRow } from '@/components/admin/tag-row'
import { FindForm } from '@/components/forms/find-form'
import { listTagsForAdmin, tagsPerPage } from '@/lib/curation/taxonomy'
import { urls } from '@/lib/shared'
import { one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Tags', robots: { index: false } }

const notices: Record<string, string> = { save: 'Saved.', merge: 'Merged.', delete: 'Deleted.' }

export default async function AdminTags({ searchParams }: PageProps<'/admin/tags'>) {
  const me = requireAdmin(urls.adminTags())
  const query = await searchParams
  const prefix = one(query.q) ?? ''
  const found = await listTagsForAdmin(me.viewer, prefix, placeOf(one(query.after)))
  const tags = found.slice(0, tagsPerPage)
  const last = found.length > tagsPerPage ? tags.at(-1) : undefined
  const form = sentForm()
  return (
    <AdminPage title="Tags" at={urls.adminTags()} notice={notices[one(query.saved) ?? '']}>
      <FindForm action={urls.adminTags()} name="q" label="Begins with" value={prefix} />
      {tags.length === 0 && (
        <p className="quiet">{prefix ? 'No tag begins with that.' : 'No tags yet. People add them to their threads.'}</p>
      )}
      {tags.map((tag) => (
        <TagRow key={tag.id} tag={tag} form={sentValue(form, 'id') === String(tag.id) ? form : undefined} />
      ))}
      {last && (
        <p className="mt-4">
          <a className="btn" href={urls.adminTags({ q: prefix, after: `${last.threadCount}-${last.id}` })}>
            More
          </a>
        </p>
      )}
    </AdminPage>
  )
}

/** The tag after which a page begins: its number of threads and its id. */
function placeOf(after: string | undefined): { threadCount: number; id: number } | null {
  const [, threadCount, id] = /^(\d{1,9})-(\d{1,9})$/.exec(after ?? '') ?? []
  return threadCount && id ? { threadCount: Number(threadCount), id: Number(id) } : null
}
