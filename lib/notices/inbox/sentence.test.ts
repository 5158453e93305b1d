import { expect, test } from 'vitest'
import { noticeKindNames } from '../events'
import { groupNotices, type NoticeRow, noticeSentence, noticeTarget } from '.'

const nothing: NoticeRow = {
  eventId: '7',
  kind: 'reply',
  at: new Date(0),
  readAt: null,
  since: null,
  revision: null,
  reason: '',
  actor: null,
  threadId: null,
  threadSlug: null,
  threadTitle: null,
  replyNumber: null,
  isReply: false,
  answerId: null,
  answerSlug: null,
  answerTitle: null,
  searchId: null,
  searchQuery: null,
}
const thread = { threadId: 12, threadSlug: 'a-pump', threadTitle: 'A pump' }
const answer = { answerId: 3, answerSlug: 'pumps', answerTitle: 'Pumps' }
const everything: NoticeRow = { ...nothing, ...thread, ...answer, actor: 'Ann', replyNumber: 2, isReply: true, since: 1, revision: 3 }

const said = (row: NoticeRow, underTitle = false) =>
  noticeSentence(row, underTitle)
    .map(({ text, href }) => (href === undefined ? text : `[${text}](${href})`))
    .join('')

test('a reply is told with who wrote it, and leads to that very reply', () => {
  const reply: NoticeRow = { ...nothing, ...thread, kind: 'reply_to_me', actor: 'Ann', isReply: true, replyNumber: 2 }
  expect(said(reply)).toBe('Ann [replied to you](/threads/12/a-pump/2) in “A pump”')
  expect(said(reply, true), 'in a list the title is above').toBe('Ann [replied to you](/threads/12/a-pump/2)')
  expect(said({ ...reply, actor: null })).toMatch(/^Someone /)
  expect(said({ ...nothing, ...thread, kind: 'thread', actor: 'Ann' })).toBe('Ann [asked a question](/threads/12/a-pump): “A pump”')
})

test('a revised answer leads to what changed since the revision that its reader knew', () => {
  const revised: NoticeRow = { ...nothing, ...answer, kind: 'answer_revised', since: 1, revision: 3 }
  expect(said(revised)).toBe('The canonical answer “Pumps” was revised: [see what changed](/answers/pumps/diff?from=1&to=3)')
  expect(said(revised, true)).toMatch(/^This canonical answer was revised/)
  expect(said({ ...revised, ...thread }, true), 'under the title of the thread').toMatch(
    /^The canonical answer “Pumps”, which settles your question,/,
  )
  expect(noticeTarget({ ...revised, since: null }), 'where none is known').toBe('/answers/pumps')
  expect(said({ ...nothing, ...thread, ...answer, kind: 'covered' })).toBe(
    'The canonical answer “Pumps” [settles your question](/threads/12/a-pump): “A pump”',
  )
})

test('what a saved search found is told under the search, or with its words, and leads to the very post', () => {
  const found: NoticeRow = { ...nothing, ...thread, kind: 'search_found', searchId: 4, searchQuery: 'q=pump&is=unanswered' }
  expect(said(found)).toBe('Your search “pump, unanswered” found [a new question](/threads/12/a-pump): “A pump”')
  expect(said({ ...found, isReply: true, replyNumber: 2 }, true)).toBe('[A new reply](/threads/12/a-pump/2) in “A pump”')
  expect(said({ ...nothing, ...answer, kind: 'search_found', searchId: 4, searchQuery: 'q=pump' }, true)).toBe(
    '[A new canonical answer](/answers/pumps): “Pumps”',
  )
})

test('of a hidden post the act is told, and it leads to its author’s own list, with no title that they may not see', () => {
  expect(said({ ...nothing, kind: 'post_hidden' })).toBe('An editor [hid your question](/me/threads)')
  expect(said({ ...nothing, ...thread, kind: 'post_hidden', isReply: true })).toBe('An editor [hid your reply](/me/replies) in “A pump”')
  expect(said({ ...nothing, kind: 'thread_moved' }), 'to where they see nothing').toBe('An editor moved your question to another topic')
})

test('each kind has its own words, with what may be seen and without', () => {
  const whole = noticeKindNames.map((kind) => said({ ...everything, kind }))
  expect(new Set(whole).size).toBe(noticeKindNames.length)
  for (const kind of noticeKindNames) {
    expect.soft(said({ ...everything, kind }), kind).toMatch(/^\[?[A-Z].*\]\(\/.*\w/)
    expect.soft(said({ ...nothing, kind }), kind).not.toMatch(/null|undefined|“”|A pump|Pumps/)
    const isOnce = (text: string) => said({ ...everything, kind }, true).split(text).length <= 2
    expect.soft(isOnce('“A pump”') && isOnce('“Pumps”'), kind).toBe(true)
  }
})

test('names and titles are marked as written by people, so that a page can show them in their own direction', () => {
  const parts = noticeSentence({ ...everything, kind: 'coverage_contested' })
  expect(parts.filter(({ byPeople }) => byPeople).map(({ text }) => text)).toEqual(['Ann', 'Pumps', 'A pump'])
})

test('notices of one thread, or of an answer without one, are together where the latest of them is', () => {
  const rows: NoticeRow[] = [
    { ...nothing, ...thread, eventId: '9' },
    { ...nothing, ...answer, eventId: '8', kind: 'answer_revised' },
    { ...nothing, ...thread, ...answer, eventId: '7', kind: 'covered' },
    { ...nothing, eventId: '6', kind: 'disk_low' },
    { ...nothing, eventId: '5', kind: 'disk_low' },
  ]
  expect(groupNotices(rows).map((group) => [group.title, group.rows.map(({ eventId }) => eventId)])).toEqual([
    ['A pump', ['9', '7']],
    ['Pumps', ['8']],
    [null, ['6']],
    [null, ['5']],
  ])
})
