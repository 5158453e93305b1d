import { urls } from '@/lib/shared'

type Props = {
  /** The title of the question that is kept. */
  title: string
  /** What the page was opened with: it is there again when the other question is discarded. */
  asked: { title: string; topic: string; tags: string[] }
}

/** Says that another question was begun and is kept, and offers the choice: go on with it, discard it, or leave it and ask this one. */
export function AnotherDraft({ title, asked }: Props) {
  return (
    <form className="say" method="post" action="/ask/draft">
      <span>
        <b>You have begun another question:</b>{' '}
        <a className="link" href={urls.ask()} dir="auto">
          {title || 'without a title'}
        </a>
        . It is saved. You can post this one first, but it is not saved until you post or discard the other.
      </span>
      <input type="hidden" name="discard" value="1" />
      <input type="hidden" name="title" value={asked.title} />
      <input type="hidden" name="place" value={asked.topic} />
      <input type="hidden" name="tags" value={asked.tags.join(', ')} />
      <button className="act" type="submit">
        Discard the other
      </button>
    </form>
  )
}
