import { lastMajorAt } from '../../answers'
import { answerIsLive } from '../../identity/viewer'

/** In SQL: a thread or reply can be read by those who see its topic; `post` is its alias. */
export const isThere = (post: string) => `${post}.hidden_at is null and ${post}.withdrawn_at is null`

/**
 * In SQL: what speaks for a look at live answers, one row for each thing: `at` is when the program noticed it, `said` when it was said. Each
 * part reads what is flagged by an index of its own, and nothing else. Links of a text that was not read yet are looked for in it.
 * Helpfulness is no event: see `fallen.ts`.
 */
const events = `
  select a.id as answer_id, 'date' as reason, (a.review_at + 1)::timestamp at time zone 'UTC' as at, null::timestamptz as said
    from answer a where a.review_at is not null and a.status = 'published' and a.review_at < (now() at time zone 'utc')::date
  union all select c.answer_id, 'evidence', c.noticed_at, null from citation c where c.state <> 'fine' and c.noticed_at is not null
  union all select v.answer_id, 'contested', v.judged_at, v.judged_at from coverage v join thread t on t.id = v.thread_id
    where v.verdict = 'contested' and v.judged_at is not null and t.hidden_at is null
  union all select d.answer_id, 'replies', d.noticed_at, r.created_at from reply_doubt d join reply r on r.id = d.reply_id join thread t on t.id = r.thread_id
      join coverage v on v.thread_id = r.thread_id and v.answer_id = d.answer_id and v.created_at < r.created_at
    where ${isThere('r')} and t.hidden_at is null
  union all select x.answer_id, 'links', l.dead_since, null from web_link l join answer_link x on x.link_id = l.id
      join answer b on b.id = x.answer_id and (b.links_read or position(l.address in b.body) > 0)
    where l.state = 'dead' and l.fine_since is null and l.dead_since is not null
  union all select n.answer_id, 'version', n.noticed_at, n.at from newer_version n join thread t on t.id = n.thread_id where ${isThere('t')}`

/**
 * In SQL: the same, without what an editor has settled. Saying that the answer holds settles all that came before. A major revision settles
 * what was said of the text before it; its date, its sources and its links are of the new text, too.
 */
export const openEvents = `select e.answer_id, e.reason, e.at from (${events}) e
  join answer a on a.id = e.answer_id and ${answerIsLive('a')} left join answer_review w on w.answer_id = a.id
  where e.at > coalesce(w.verified_at, '-infinity') and (e.said is null or e.said > ${lastMajorAt('a')})`
