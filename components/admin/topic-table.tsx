import type { ListedTopic } from '@/lib/curation/taxonomy'
import { fullCount, urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'

type Props = { topics: ListedTopic[]; form: FormState | undefined }

/** All topics in one form: their names, their addresses, and their order. What was typed comes back with a form that was refused. */
export function TopicTable({ topics, form }: Props) {
  const typed = (name: string, id: number) => {
    const line = form?.values['topic[]']?.indexOf(String(id)) ?? -1
    return line < 0 ? undefined : form?.values[`${name}[]`]?.[line]
  }
  const levelOf = (topic: ListedTopic) => topics.filter(({ parentId }) => parentId === topic.parentId)
  // Before all others: Enter in a field presses the first button of its form.
  const save = (
    <div className="do">
      <button className="btn" type="submit">
        Save
      </button>
    </div>
  )
  return (
    <form className="topic-table" method="post" action={urls.adminTopicNames()}>
      {save}
      <table>
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Name</th>
            <th scope="col">In addresses</th>
            <th className="n" scope="col">
              Threads
            </th>
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <tr key={topic.id} className={topic.parentId ? 'sub' : undefined}>
              <td>
                <input type="hidden" name="topic[]" value={topic.id} />
                <input type="hidden" name="wasName[]" value={topic.name} />
                <input type="hidden" name="wasSlug[]" value={topic.slug} />
                <Step topic={topic} by="up" off={levelOf(topic)[0]?.id === topic.id} />
                <Step topic={topic} by="down" off={levelOf(topic).at(-1)?.id === topic.id} />
              </td>
              <td>
                <input
                  className="field"
                  name="name[]"
                  aria-label={`Name of ${topic.name}`}
                  defaultValue={typed('name', topic.id) ?? topic.name}
                  maxLength={80}
                  dir="auto"
                  required
                />
              </td>
              <td>
                <input
                  className="field"
                  name="slug[]"
                  aria-label={`Address of ${topic.name}`}
                  defaultValue={typed('slug', topic.id) ?? topic.slug}
                  maxLength={80}
                  autoCapitalize="off"
                  spellCheck={false}
                />
              </td>
              <td className="n">{fullCount(topic.threadCount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {topics.length > 8 && save}
    </form>
  )
}

function Step({ topic, by, off }: { topic: ListedTopic; by: 'up' | 'down'; off: boolean }) {
  return (
    <button
      className="btn btn-s"
      type="submit"
      name="move"
      value={`${by}-${topic.id}`}
      disabled={off}
      aria-label={`Move ${topic.name} ${by}`}
    >
      {by === 'up' ? '↑' : '↓'}
    </button>
  )
}
