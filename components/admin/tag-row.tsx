import { Field } from '@/components/ui/field'
import { counted, fullCount } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'

type Tag = {
  id: number
  name: string
  description: string
  threadCount: number
  synonyms: { name: string }[]
  _count: { answers: number }
}

/** Everything about one tag. Several are on a page, so ids carry the tag's. */
export function TagRow({ tag, form }: { tag: Tag; form: FormState | undefined }) {
  const of = (name: string) => `${name}-${tag.id}`
  const synonyms = tag.synonyms.map(({ name }) => name).join(', ')
  return (
    <details className="admin-row" open={form !== undefined}>
      <summary className="fold">
        <bdi>{tag.name}</bdi>{' '}
        <span className="meta">
          {fullCount(tag.threadCount)}
          {synonyms && ` · also ${synonyms}`}
        </span>
      </summary>
      <form className="form form-narrow" method="post" action="/admin/tags">
        <input type="hidden" name="id" value={tag.id} />
        <Field
          form={form}
          id={of('name')}
          name="name"
          label="Name"
          value={tag.name}
          hint="Links to the old name go on leading here."
          maxLength={100}
          required
        />
        <Field form={form} id={of('description')} name="description" label="Description" value={tag.description} maxLength={500} />
        <Field
          form={form}
          id={of('synonyms')}
          name="synonyms"
          label="Synonyms"
          value={synonyms}
          hint="Separate them with commas. A synonym that is a tag already is merged into this one. That can’t be undone."
          maxLength={1_000}
        />
        <div className="do">
          <button className="btn" type="submit" name="do" value="save">
            Save
          </button>
        </div>
      </form>
      <details className="more-acts" open={form?.field === 'into'}>
        <summary className="fold">Merge or delete</summary>
        <form className="form form-narrow" method="post" action="/admin/tags">
          <input type="hidden" name="id" value={tag.id} />
          <Field
            form={form}
            id={of('into')}
            name="into"
            label="Merge into the tag"
            hint={`What is tagged ${tag.name} gets that tag instead, and ${tag.name} becomes its synonym. That can’t be undone.`}
            maxLength={100}
            autoComplete="off"
            required
          />
          <div className="do">
            <button className="btn" type="submit" name="do" value="merge">
              Merge
            </button>
          </div>
        </form>
        <form className="form form-narrow" method="post" action="/admin/tags">
          <input type="hidden" name="id" value={tag.id} />
          <p>
            {`Deleting takes the tag from ${counted(tag.threadCount, 'thread', 'threads')} and ${counted(tag._count.answers, 'answer', 'answers')}. That can’t be undone.`}
          </p>
          <div className="do">
            <button className="btn" type="submit" name="do" value="delete">
              Delete the tag
            </button>
          </div>
        </form>
      </details>
    </details>
  )
}
