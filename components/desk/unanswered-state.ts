import { type UnansweredPage, type UnansweredRequest, unansweredAges, unansweredSorts, unansweredStates } from '@/lib/curation/desk'
import { fullCount, tagNameOf, urls } from '@/lib/shared'
import { one, type Query } from '@/lib/web/http'

/** Views that a thread may be asked to have at least. */
export const leastViews = [10, 100, 1_000, 10_000] as const

export const ageNames: Record<NonNullable<UnansweredRequest['age']>, string> = {
  day: 'in the last day',
  week: 'in the last week',
  month: 'in the last month',
  year: 'in the last year',
  older: 'more than a year ago',
}

/** Reads the filters from an address; what it does not know is left out. */
export function requestOf(query: Query): UnansweredRequest {
  return {
    state: unansweredStates.find((each) => each === one(query.is)) ?? 'unanswered',
    sort: unansweredSorts.find((each) => each === one(query.sort)) ?? 'oldest',
    topic: one(query.topic) || undefined,
    tag: tagNameOf(one(query.tag) ?? '') || undefined,
    age: unansweredAges.find((each) => each === one(query.age)),
    views: leastViews.find((each) => String(each) === one(query.views)),
    silent: one(query.none) === '1',
    after: one(query.after) || undefined,
  }
}

/** Returns the address of the queue with these filters, at its first page unless `after` is given. Defaults are left out. */
export function addressOf(request: UnansweredRequest, { after, ...change }: Partial<UnansweredRequest> = {}): string {
  const { state, sort, topic, tag, age, views, silent } = { ...request, ...change }
  return urls.deskUnanswered({
    is: state === 'unanswered' ? undefined : state,
    sort: sort === 'oldest' ? undefined : sort,
    topic,
    tag,
    age,
    views: views ? String(views) : undefined,
    none: silent ? '1' : undefined,
    after,
  })
}

/** Says in words which threads are left; empty without a filter. */
export function filterWords({ topic, tag, age, views, silent }: UnansweredRequest, names: Pick<UnansweredPage, 'topic' | 'tag'>): string {
  const words = [
    topic && `in ${names.topic ?? topic}`,
    tag && `with the tag ${names.tag ?? tag}`,
    age && `asked ${ageNames[age]}`,
    views && `with at least ${fullCount(views)} views`,
    silent && 'without any reply',
  ].filter(Boolean)
  return words.length === 0 ? '' : `Only threads ${words.join(', ')}.`
}
