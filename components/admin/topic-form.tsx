import { type FormState, sentValue } from '@/lib/web/form-state'

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

/** Everything about one topic. Several stand on a page, so ids carry the topic's. */
export function TopicForm({ topic, parents, form }: Props) {
  const of = (name: string) => `${name}-${topic?.id ?? 'new'}`
  const text = (name: string, label: string, value: string, hint?: string, more: React.InputHTMLAttributes<HTMLInputElement> = {}) => (
    <div className="q">
      <label className="lab" htmlFor={of(name)}>
        {label}
      </label>
      <input
        {...more}
        className="field"
        id={of(name)}
        name={name}
        defaultValue={sentValue(form, name, value)}
        aria-invalid={form?.field === name ? true : undefined}
        aria-describedby={form?.field === name ? of(`${name}-error`) : undefined}
      />
      {form?.field === name && (
        <p className="err" id={of(`${name}-error`)}>
          {form.message}
        </p>
      )}
      {hint && <span className="hint">{hint}</span>}
    </div>
  )
  return (
    <form className="form form-narrow" method="post" action="/admin/topics">
      {topic && <input type="hidden" name="id" value={topic.id} />}
      {text('name', 'Name', topic?.name ?? '', undefined, { maxLength: 80, required: true })}
      {text('slug', 'In addresses', topic?.slug ?? '', 'Made from the name if left empty.', { maxLength: 80 })}
      {text('description', 'Description', topic?.description ?? '', undefined, { maxLength: 500 })}
      {text('documentationUrl', 'Documentation', topic?.documentationUrl ?? '', undefined, { type: 'url', maxLength: 400 })}
      <div className="q">
        <label className="lab" htmlFor={of('parent')}>
          Stands in
        </label>
        <select className="field" id={of('parent')} name="parent" defaultValue={sentValue(form, 'parent', String(topic?.parentId ?? ''))}>
          <option value="">the first level</option>
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
          Seen by
        </label>
        <select
          className="field"
          id={of('visibility')}
          name="visibility"
          defaultValue={sentValue(form, 'visibility', topic?.visibility ?? 'public')}
        >
          <option value="public">everyone</option>
          <option value="members">members</option>
          <option value="editors">editors</option>
        </select>
        <span className="hint">What hides a topic hides its subtopics.</span>
      </div>
      {text('position', 'Place among its neighbours', String(topic?.position ?? 0), undefined, { type: 'number', min: 0, max: 10_000 })}
      <div className="do">
        <button className="btn" type="submit">
          {topic ? 'Save' : 'Make the topic'}
        </button>
      </div>
    </form>
  )
}
