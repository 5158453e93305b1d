import { gapsLookedAt } from '@/lib/curation/gaps'
import { fullCount, urls } from '@/lib/shared'
import { type GapChoice, gapsAt } from './gap-tools'

/** Says that a page looked at as many gaps as it may, and where the next one looks on. */
export function NoneOfFirst({ choice, next }: { choice: GapChoice; next: string }) {
  return (
    <p className="quiet mt-4">
      {`None of the ${fullCount(gapsLookedAt)} gaps that come first is in this topic. `}
      <a className="link" href={gapsAt({ ...choice, asList: true }, { after: next })}>
        Look on
      </a>
    </p>
  )
}

/** Says why there is nothing here, and where to go on. */
export function NoGaps({ choice, topic }: { choice: GapChoice; topic: string | undefined }) {
  if (topic !== undefined)
    return (
      <p className="quiet mt-4">
        {choice.show === 'open' ? 'No gap is open in ' : 'None of them is in '}
        <bdi>{topic}</bdi>.{' '}
        <a className="link" href={gapsAt({ ...choice, topic: undefined })}>
          All topics
        </a>
      </p>
    )
  if (choice.show === 'covered')
    return <p className="quiet mt-4">No gap was covered yet. Once an answer covers all threads of one, it is here.</p>
  if (choice.show === 'dismissed') return <p className="quiet mt-4">Nobody has said yet that something is no gap.</p>
  return (
    <div className="no-gaps">
      <p>
        <b>No gap is open.</b> A gap appears by itself as soon as several threads ask the same and no canonical answer covers them. The most
        wanted questions that only one thread asks become gaps after a day.
      </p>
      <p>
        Until then, the desk lists{' '}
        <a className="link" href={urls.deskUnanswered()}>
          the oldest unanswered threads
        </a>
        , and{' '}
        <a className="link" href={urls.deskSearches()}>
          search gaps
        </a>{' '}
        are what people look for in vain.
      </p>
    </div>
  )
}
