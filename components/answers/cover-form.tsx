import { Marked } from '@/components/ui/marked'
import type { NamedSection } from '@/lib/answers'
import type { CoverageSuggestion } from '@/lib/curation/related'
import { counted, fullCount, urls } from '@/lib/shared'

type Props = {
  /** The address that takes the form: that of the page it is on. */
  to: string
  suggestions: CoverageSuggestion[]
  sections: NamedSection[]
  /** Which are ticked beforehand. */
  ticked: (suggestion: CoverageSuggestion) => boolean
  /** Links that tick all of them, and none. */
  tick?: { all: string; none: string }
  /** Fields before the button. */
  children?: React.ReactNode
}

/** Threads with a box each, and one button that stays in sight and covers those that are ticked. The style counts them. */
export function CoverForm({ to, suggestions, sections, ticked, tick, children }: Props) {
  return (
    <form className="cover" method="post" action={to}>
      {tick && suggestions.length > 1 && (
        <p className="meta pair">
          <a className="link" href={tick.all}>
            Tick all {suggestions.length}
          </a>
          <a className="link" href={tick.none}>
            Tick none
          </a>
        </p>
      )}
      <ul className="cover-list">
        {suggestions.map((each) => (
          <SuggestionRow key={each.threadId} suggestion={each} sections={sections} checked={ticked(each)} />
        ))}
      </ul>
      <div className="do in-sight">
        {children}
        <button className="btn btn-do" type="submit">
          Cover the chosen ones
          <span className="chosen" />
        </button>
      </div>
    </form>
  )
}

function SuggestionRow({
  suggestion: each,
  sections,
  checked,
}: {
  suggestion: CoverageSuggestion
  sections: NamedSection[]
  checked: boolean
}) {
  return (
    <li>
      <label>
        <input type="checkbox" name="thread[]" value={each.threadId} defaultChecked={checked} />
        <span>
          <b dir="auto">{each.title}</b>
          {each.contested && <span className="meta">Before the last revision, the asker said: “{each.contested}”</span>}
          <span className="meta" dir="auto">
            <Marked segments={each.passage} />
          </span>
          <span className="meta">
            {each.terms.length > 0 && <>shares {each.terms.join(', ')} · </>}
            {counted(each.replyCount, 'reply', 'replies')} · {fullCount(each.viewCount)} views ·{' '}
            <a href={urls.thread({ id: each.threadId, slug: each.slug })}>Read it</a>
          </span>
        </span>
      </label>
      {sections.length > 0 && (
        <select
          className="field"
          name={`section-${each.threadId}`}
          defaultValue={each.section ?? ''}
          aria-label={`Section that settles “${each.title}”`}
        >
          <option value="">The whole answer</option>
          {sections.map((section) => (
            <option key={section.anchor} value={section.anchor}>
              § {section.number} {section.heading}
            </option>
          ))}
        </select>
      )}
    </li>
  )
}
