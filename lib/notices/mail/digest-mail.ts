import { env } from '../../platform/env'
import { type LetterBlock, renderLetter } from '../../platform/letters'
import type { Mail } from '../../platform/mail'
import { urls } from '../../shared'
import type { NoticeRow } from '../inbox'
import { unsubscribeAddress } from '../stopping'
import type { DigestContent, Listed, ListedAnswer } from './digest-content'
import type { DigestChannel } from './due-digests'
import type { MailReader } from './mail-reader'
import { headingPart, type ShownGroup, sentenceParts, stopParts, titleOf, wholeAddress } from './notice-mail'

const spans = { daily: 'the last day', weekly: 'the last week' }

/** Returns the mail of a digest. */
export async function makeDigestMail(reader: MailReader, channel: DigestChannel, content: DigestContent): Promise<Mail> {
  const { siteName } = env()
  const subject = `[${siteName}] What happened in ${spans[channel]}`
  const unsubscribe = unsubscribeAddress({ personId: reader.personId, which: channel })
  const watched = content.notices.filter(({ searchId }) => searchId === null)
  const found = content.notices.filter(({ searchId }) => searchId !== null)
  const { text, html } = await renderLetter(
    {
      blocks: [
        ...section('In what you watch', happened(grouped(watched))),
        ...section('New results of searches that you saved', grouped(found).flatMap(groupOfDigest)),
        ...section('Questions without an answer, in tags that you watch', listOf(content.questions)),
        ...section('Canonical answers that are new or revised', answersOf(content.answers)),
        { kind: 'button', label: 'Open your inbox', href: wholeAddress('/inbox') },
      ],
      foot: [
        [{ text: `${siteName} sends you this ${channel === 'daily' ? 'every day' : 'every week'}, if something happened.` }],
        ...stopParts('Stop this digest', unsubscribe),
      ],
    },
    subject,
  )
  return { to: reader.email, subject, body: text, html, personId: reader.personId, unsubscribe }
}

const section = (title: string, blocks: LetterBlock[]): LetterBlock[] =>
  blocks.length === 0 ? [] : [{ kind: 'heading', parts: [{ text: title }] }, ...blocks]

/** Notices by their search, thread or answer, the group with the latest first, each from the earliest on. */
function grouped(rows: NoticeRow[]): ShownGroup[] {
  const groups = new Map<string, ShownGroup>()
  for (const row of rows) {
    const { threadId, answerId, searchId, kind } = row
    const about =
      searchId !== null ? `search-${searchId}` : threadId !== null ? `thread-${threadId}` : answerId !== null ? `answer-${answerId}` : kind
    const group = groups.get(about) ?? { about, rows: [] }
    group.rows.unshift(row)
    groups.set(about, group)
  }
  return [...groups.values()]
}

/** Where several things happened, they are a list under the title; what happened once is one line each, below. */
function happened(groups: ShownGroup[]): LetterBlock[] {
  const once = groups.filter((group) => group.rows.length === 1 && titleOf(group) !== null)
  const items = once.map((group) => [
    headingPart(titleOf(group) ?? '', group),
    { text: ': ' },
    ...group.rows.flatMap((row) => sentenceParts(row, true)),
  ])
  return [
    ...groups.filter((group) => !once.includes(group)).flatMap(groupOfDigest),
    ...(items.length === 0 ? [] : [{ kind: 'list' as const, items }]),
  ]
}

function groupOfDigest(group: ShownGroup): LetterBlock[] {
  const title = titleOf(group)
  return [
    ...(title === null ? [] : [{ kind: 'text' as const, parts: [headingPart(title, group)] }]),
    { kind: 'list', items: group.rows.map((row) => sentenceParts(row, title !== null)) },
  ]
}

function listOf(threads: Listed[]): LetterBlock[] {
  const items = threads.map((thread) => [{ text: thread.title, href: wholeAddress(urls.thread(thread)), byPeople: true as const }])
  return items.length === 0 ? [] : [{ kind: 'list', items }]
}

function answersOf(answers: ListedAnswer[]): LetterBlock[] {
  const items = answers.map(({ slug, title, summary, isNew }) => [
    { text: title, href: wholeAddress(urls.answer(slug)), byPeople: true as const },
    { text: isNew ? ' (new)' : ' (revised)' },
    ...(summary ? [{ text: ': ' }, { text: summary, byPeople: true as const }] : []),
  ])
  return items.length === 0 ? [] : [{ kind: 'list', items }]
}
