/**
 * In SQL: until when everything that happened is told and written. What is being told, or was written in a transaction that is not over,
 * belongs to the next time. `now` is SQL of the present moment.
 */
export const toldUntil = (now = 'now()') =>
  `(select least(${now} - interval '1 minute', min(created_at)) from event where told_up_to is not null)`
