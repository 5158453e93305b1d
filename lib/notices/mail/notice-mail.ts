import type { ChangedSection } from '../../content'
import { env } from '../../platform/env'
import { type LetterBlock, type LetterPart, renderLetter } from '../../platform/letters'
import type { Mail } from '../../platform/mail'
import { urls } from '../../shared'
import type { NoticeKind } from '../events'
import { changesParts, type NoticeRow, noticeSentence, noticeTarget, readChanges, readNoticesOf } from '../inbox'
import { savedSearchAddress, savedSearchWords } from '../searches'
import { labelsOf, unsubscribeAddress } from '../stopping'
import { readExcerpts } from './excerpts'
import type { NoticeGroup } from './groups'
import type { MailReader } from './mail-reader'

/** More are named by their number. */
const shownMax = 20

const isSubject = /^(thread|answer|search)-\d+$/

/**
 * Returns a mail about these groups of notices, as its reader may see them now; null if they may see none of it. Kinds name what the mail
 * can be stopped for.
 */
export async function makeNoticeMail(reader: MailReader, groups: NoticeGroup[]): Promise<Mail | null> {
  const ids = groups.flatMap(({ eventIds }) => eventIds)
  const [rows, excerpts, changes] = await Promise.all([
    readNoticesOf(reader.viewer, ids),
    readExcerpts(reader.viewer, ids),
    readChanges(reader.viewer, ids),
  ])
  if (rows.length === 0) return null
  const shown = inOrder(groups, rows)
  const subject = subjectOf(shown)
  const kinds = rows.map(({ kind }) => kind)
  const about = shown.length === 1 && shown[0] && isSubject.test(shown[0].about) ? shown[0].about : undefined
  const unsubscribe = unsubscribeAddress({ personId: reader.personId, which: kinds })
  const letter = {
    blocks: [...shown.flatMap((group) => groupBlocks(group, { excerpts, changes }, shown.length > 1)), ...button(rows)],
    foot: footOf(kinds, unsubscribe),
  }
  const { text, html } = await renderLetter(letter, subject)
  return { to: reader.email, subject, body: text, html, personId: reader.personId, about, unsubscribe }
}

/** Notices of one thread or answer, as their reader sees them. */
export type ShownGroup = { about: string; rows: NoticeRow[] }

/** The groups with what is shown of them, each from the earliest on. */
function inOrder(groups: NoticeGroup[], rows: NoticeRow[]): ShownGroup[] {
  const byId = new Map(rows.map((row) => [row.eventId, row]))
  return groups
    .map(({ about, eventIds }) => ({ about, rows: eventIds.flatMap((id) => byId.get(id) ?? []) }))
    .filter((group) => group.rows.length > 0)
}

/** The title of what a group is about, as its reader may see it; null if there is none. */
export function titleOf({ about, rows: [row] }: ShownGroup): string | null {
  const { searchQuery = null } = row ?? {}
  if (searchQuery !== null) return `Your search: ${savedSearchWords(searchQuery)}`
  return (about.startsWith('answer') ? row?.answerTitle : row?.threadTitle) ?? null
}

function subjectOf(groups: ShownGroup[]): string {
  const [text = ''] = groups.map((group) => titleOf(group) ?? group.rows.map(sentenceText)[0] ?? '')
  return `[${env().siteName}] ${groups.length > 1 ? `News in ${groups.length} threads and answers` : text}`
}

const sentenceText = (row: NoticeRow) =>
  noticeSentence(row)
    .map(({ text }) => text)
    .join('')

/** A sentence of a notice with whole addresses. */
export function sentenceParts(row: NoticeRow, underTitle: boolean): LetterPart[] {
  return noticeSentence(row, underTitle).map(({ href, ...part }) => (href === undefined ? part : { ...part, href: wholeAddress(href) }))
}

/** An address of the site as a mail needs it. */
export const wholeAddress = (path: string) => `${env().siteUrl}${path}`

/** Texts that notices tell of, and what revisions changed, by event. */
type Texts = { excerpts: Map<string, string>; changes: Map<string, ChangedSection[]> }

/** What a group says: the title above it, where a mail has several, and a sentence for each notice with the text that it tells of. */
function groupBlocks(group: ShownGroup, texts: Texts, titled: boolean): LetterBlock[] {
  const title = titled ? titleOf(group) : null
  const [first] = group.rows
  const left = group.rows.length - shownMax
  return [
    ...(title && first ? [{ kind: 'heading' as const, parts: [headingPart(title, group)] }] : []),
    ...group.rows.slice(0, shownMax).flatMap((row) => noticeBlocks(row, texts, title !== null)),
    ...(left > 0 ? [{ kind: 'text' as const, parts: [{ text: `And ${left} more.` }] }] : []),
  ]
}

/** The title as a link to the thread, the answer, or the results of the search. */
export function headingPart(title: string, { about, rows: [row] }: ShownGroup): LetterPart {
  const { threadId = null, threadSlug = null, answerSlug = null, searchQuery = null } = row ?? {}
  if (searchQuery !== null) return { text: title, href: wholeAddress(savedSearchAddress(searchQuery)), byPeople: true }
  if (about.startsWith('answer') && answerSlug !== null) return { text: title, href: wholeAddress(urls.answer(answerSlug)), byPeople: true }
  if (threadId !== null && threadSlug !== null)
    return { text: title, href: wholeAddress(urls.thread({ id: threadId, slug: threadSlug })), byPeople: true }
  return { text: title, byPeople: true }
}

function noticeBlocks(row: NoticeRow, { excerpts, changes }: Texts, underTitle: boolean): LetterBlock[] {
  const quoted = excerpts.get(row.eventId)
  const changed = changes.get(row.eventId) ?? []
  return [
    { kind: 'text', parts: [...sentenceParts(row, underTitle), { text: quoted ? ':' : '.' }] },
    ...(quoted ? [{ kind: 'quote' as const, text: quoted }] : []),
    ...(changed.length > 0 ? [{ kind: 'text' as const, parts: changesParts(changed) }] : []),
    ...(row.reason
      ? [
          { kind: 'text' as const, parts: [{ text: 'The reason:' }] },
          { kind: 'quote' as const, text: row.reason },
        ]
      : []),
  ]
}

/** A mail about one thing has a button to it. */
function button(rows: NoticeRow[]): LetterBlock[] {
  const [row] = rows
  const target = rows.length === 1 && row ? noticeTarget(row) : null
  return target === null ? [] : [{ kind: 'button', label: `See it on ${env().siteName}`, href: wholeAddress(target) }]
}

function footOf(kinds: NoticeKind[], unsubscribe: string): LetterPart[][] {
  return [
    [{ text: `${env().siteName} sends you mail about ${labelsOf(kinds).join('; ')}.` }],
    ...stopParts('Stop these mails', unsubscribe),
  ]
}

/** How mails are stopped, and where everything else is chosen. */
export function stopParts(label: string, unsubscribe: string): LetterPart[][] {
  return [
    [{ text: label, href: unsubscribe }, { text: ' (without signing in)' }],
    [{ text: 'Choose what you are told, and how', href: wholeAddress(urls.settingsNotices()) }],
  ]
}
