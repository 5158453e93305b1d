import { type FormState, sentValue } from '@/lib/web/http'

type Props = {
  form: FormState | undefined
  places: { id: number; label: string }[]
  value: number | string | null | undefined
  required?: boolean
}

/** A choice of topics, those of the second level under the name of the first. */
export function TopicField({ form, places, value, required = true }: Props) {
  return (
    <div className="q">
      <label className="lab" htmlFor="topic">
        Topic
      </label>
      <select
        className="field"
        id="topic"
        name="topic"
        required={required}
        defaultValue={sentValue(form, 'topic', value ? String(value) : '')}
      >
        <option value="">Choose one</option>
        {places.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      {form?.field === 'topic' && <p className="err">{form.message}</p>}
    </div>
  )
}
