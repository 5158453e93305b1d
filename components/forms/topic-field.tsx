import { listTopics } from '@/lib/topics/queries'
import { type FormState, sentValue } from '@/lib/web/form-state'
import { personalViewer } from '@/lib/web/request-context'

/** A choice of topics, those of the second level under the name of the first. */
export async function TopicField({ form, value }: { form: FormState | undefined; value: number | null | undefined }) {
  const topics = await listTopics(personalViewer())
  return (
    <div className="q">
      <label className="lab" htmlFor="topic">
        Topic
      </label>
      <select className="field" id="topic" name="topic" required defaultValue={sentValue(form, 'topic', value ? String(value) : '')}>
        <option value="">Choose one</option>
        {topics.flatMap((topic) => [
          <option key={topic.id} value={topic.id}>
            {topic.name}
          </option>,
          ...topic.subtopics.map((sub) => (
            <option key={sub.id} value={sub.id}>
              {topic.name}: {sub.name}
            </option>
          )),
        ])}
      </select>
      {form?.field === 'topic' && <p className="err">{form.message}</p>}
    </div>
  )
}
