import { Field } from '@/components/ui/field'
import { type FormState, sentValue } from '@/lib/web/http'

type Topic = {
  id: number
  parentId: number | null
  name: string
  slug: string
  description: string
  documentationUrl: string | null
  visibility: 'public' | 'members' | 'editors'
  position: number
}
type Props = { topic: Topic | null; parents: Topic[]; form: FormState | undefined }

/** Everything about one topic. Several are on a page, so ids carry the topic's. */
export function TopicForm({ topic, parents, form }: Props) {
  const of = (name: string) => `${name}-${topic?.id ?? 'new'}`
  return (
    <form className="form form-narrow" method="post" action="/admin/topics">
      {topic && <input type="hidden" name="id" value={topic.id} />}
      <Field form={form} id={of('name')} name="name" label="Name" value={topic?.name} maxLength={80} required />
      <Field
        form={form}
        id={of('slug')}
        name="slug"
        label="In addresses"
        value={topic?.slug}
        hint="Made from the name if left empty."
        maxLength={80}
      />
      <Field form={form} id={of('description')} name="description" label="Description" value={topic?.description} maxLength={500} />
      <Field
        form={form}
        id={of('documentationUrl')}
        name="documentationUrl"
        label="Documentation"
        value={topic?.documentationUrl ?? ''}
        type="url"
        maxLength={400}
      />
      <div className="q">
        <label className="lab" htmlFor={of('parent')}>
          Parent topic
        </label>
        <select className="field" id={of('parent')} name="parent" defaultValue={sentValue(form, 'parent', String(topic?.parentId ?? ''))}>
          <option value="">None (first level)</option>
          {parents
            .filter(({ id }) => id !== topic?.id)
            .map((parent) => (
              <option key={parent.id} value={parent.id}>
                {parent.name}
              </option>
            ))}
        </select>
        {form?.field === 'parent' && <p className="err">{form.message}</p>}
      </div>
      <div className="q">
        <label className="lab" htmlFor={of('visibility')}>
          Visible to
        </label>
        <select
          className="field"
          id={of('visibility')}
          name="visibility"
          defaultValue={sentValue(form, 'visibility', topic?.visibility ?? 'public')}
        >
          <option value="public">Everyone</option>
          <option value="members">Members</option>
          <option value="editors">Editors</option>
        </select>
        <span className="hint">Hiding a topic hides its subtopics.</span>
      </div>
      <Field
        form={form}
        id={of('position')}
        name="position"
        label="Position in the list"
        value={String(topic?.position ?? 0)}
        type="number"
        min={0}
        max={10_000}
      />
      <div className="do">
        <button className="btn" type="submit">
          {topic ? 'Save' : 'Make the topic'}
        </button>
      </div>
    </form>
  )
}
