/** Two threads, or two groups on average, ask the same from this closeness on. Chosen on one half of a labelled set, see docs/gaps.md. */
export const askTheSameMin = 0.36

/** Related lists end there. */
export const listLength = 10

/** In SQL: the closeness that related link `link` says; people who marked two threads as the same question know best. */
export const closenessOf = (link: string) => `(case when ${link}.reason->>'kind' = 'duplicate' then 1 else ${link}.closeness end)`

/** In SQL: threads `a` and `b` do not ask the same, an editor decided. */
export const isDistinct = (a: string, b: string) =>
  `exists (select 1 from distinct_threads d where d.low_id = least(${a}, ${b}) and d.high_id = greatest(${a}, ${b}))`

/** In SQL: thread `thread` can be read. */
export const isLive = (thread: string) => `${thread}.hidden_at is null and ${thread}.withdrawn_at is null`
