import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { FindForm } from '@/components/forms/find-form'
import { Field } from '@/components/ui/field'
import { listTagsForAdmin } from '@/lib/curation/taxonomy'
import { fullCount } from '@/lib/shared'
import { one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Tags', robots: { index: false } }

export default async function AdminTags({ searchParams }: PageProps<'/admin/tags'>) {
  const me = requireAdmin('/admin/tags')
  const query = await searchParams
  const prefix = one(query.q) ?? ''
  const tags = await listTagsForAdmin(me.viewer, prefix)
  const form = sentForm()
  return (
    <AdminPage title="Tags" at="/admin/tags" notice={one(query.saved) ? 'Saved.' : null}>
      <FindForm action="/admin/tags" name="q" label="Begins with" value={prefix} />
      {tags.length === 0 && (
        <p className="quiet">{prefix ? 'No tag begins with that.' : 'No tags yet. People add them to their threads.'}</p>
      )}
      {tags.map((tag) => {
        const mine = sentValue(form, 'id') === String(tag.id) ? form : undefined
        return (
          <details key={tag.id} className="admin-row" open={mine !== undefined}>
            <summary className="fold">
              {tag.name}{' '}
              <span className="meta">
                {fullCount(tag.threadCount)}
                {tag.synonyms.length > 0 && ` · also ${tag.synonyms.map(({ name }) => name).join(', ')}`}
              </span>
            </summary>
            <form className="form form-narrow" method="post" action="/admin/tags">
              <input type="hidden" name="id" value={tag.id} />
              <Field
                form={mine}
                id={`description-${tag.id}`}
                name="description"
                label="Description"
                value={tag.description}
                maxLength={500}
              />
              <Field
                form={mine}
                id={`synonyms-${tag.id}`}
                name="synonyms"
                label="Synonyms"
                value={tag.synonyms.map(({ name }) => name).join(', ')}
                hint="Separate them with commas. A synonym that is a tag already is merged into this one. That can’t be undone."
                maxLength={1_000}
              />
              <div className="do">
                <button className="btn" type="submit">
                  Save
                </button>
              </div>
            </form>
          </details>
        )
      })}
    </AdminPage>
  )
}
