import { urls } from '../../shared'
import { savedSearchAddress, savedSearchWords } from '../searches'
import type { NoticeRow } from './read-notices'

/** Notices about one thread or answer, of one saved search, or about nothing that has a title. The latest is first. */
export type NoticeGroup = { key: string; title: string | null; href: string | null; isAnswer: boolean; isSearch?: true; rows: NoticeRow[] }

/** Puts notices of a page together by search, by thread, or by answer where there is no thread. The group with the latest notice is first. */
export function groupNotices(rows: NoticeRow[]): NoticeGroup[] {
  const groups = new Map<string, NoticeGroup>()
  for (const row of rows) {
    const begun = groupOf(row)
    const group = groups.get(begun.key) ?? begun
    group.rows.push(row)
    groups.set(group.key, group)
  }
  return [...groups.values()]
}

function groupOf(row: NoticeRow): NoticeGroup {
  const { eventId, threadId, threadSlug, threadTitle, answerId, answerSlug, answerTitle, searchId, searchQuery } = row
  if (searchId !== null && searchQuery !== null)
    return {
      key: `search ${searchId}`,
      title: savedSearchWords(searchQuery),
      href: savedSearchAddress(searchQuery),
      isAnswer: false,
      isSearch: true,
      rows: [],
    }
  if (threadId !== null && threadSlug !== null)
    return {
      key: `thread ${threadId}`,
      title: threadTitle,
      href: urls.thread({ id: threadId, slug: threadSlug }),
      isAnswer: false,
      rows: [],
    }
  if (answerId !== null && answerSlug !== null)
    return { key: `answer ${answerId}`, title: answerTitle, href: urls.answer(answerSlug), isAnswer: true, rows: [] }
  return { key: `event ${eventId}`, title: null, href: null, isAnswer: false, rows: [] }
}
