import { TopicField } from '@/components/forms/topic-field'
import { Field } from '@/components/ui/field'
import type { Way } from '@/lib/curation/search-gaps'
import { urls } from '@/lib/shared'
import { type FormState, sentValue } from '@/lib/web/http'

type Props = {
  id: number
  /** The search that was made most often. */
  query: string
  hit: string
  form: FormState | undefined
  places: { id: number; label: string }[]
  /** Only admins change tags. */
  tags: boolean
}

/**
 * What an editor does about a gap. What belongs to a choice is shown while it is chosen; where the browser can't do that, all of it is there.
 */
export function AnswerGapForm({ id, query, hit, form, places, tags }: Props) {
  const chosen = sentValue(form, 'how', 'synonym')
  const choice = (how: Way, label: string, fields?: React.ReactNode) => (
    <div className="fix" key={how}>
      <label className="tick">
        <input type="radio" name="how" value={how} defaultChecked={chosen === how} required />
        <span>{label}</span>
      </label>
      {fields && <div className="fix-more">{fields}</div>}
    </div>
  )
  return (
    <form className="form form-narrow" method="post" action={urls.deskSearch(id)}>
      <Field form={form} name="query" label="The search" value={query} maxLength={400} required />
      <Field
        form={form}
        name="hit"
        label="The page that it must find"
        value={hit}
        hint="The address of a thread or a canonical answer. Leave it empty where you begin the answer here."
        maxLength={500}
      />
      <fieldset className="q fixes">
        <legend className="lab">What helps</legend>
        {choice(
          'synonym',
          'People use other words than the page',
          <>
            <Field form={form} name="words" label="They search for" value={query} maxLength={100} />
            <Field form={form} name="means" label="The page says" maxLength={100} />
          </>,
        )}
        {choice('alias', 'This canonical answer settles it: the search becomes one of its aliases')}
        {choice(
          'coverage',
          'A thread asks this, and the canonical answer settles it',
          <Field form={form} name="thread" label="Address of the thread" maxLength={500} />,
        )}
        {choice(
          'answer',
          'Nothing settles it yet: begin a canonical answer',
          <>
            <Field form={form} name="title" label="Title" hint="The question, in the words that people search for." maxLength={300} />
            <TopicField form={form} places={places} value={null} required={false} />
          </>,
        )}
        {tags &&
          choice(
            'tag',
            'It is another name of a tag',
            <>
              <Field form={form} name="tagWord" label="The other name" value={query} maxLength={100} />
              <Field form={form} name="tag" label="The tag" maxLength={100} />
            </>,
          )}
        {choice('text', 'Nothing more: I have changed the page, or it is found by now')}
      </fieldset>
      <div className="do">
        <button className="btn btn-do" type="submit" name="do" value="answer">
          Close the gap
        </button>
      </div>
    </form>
  )
}
