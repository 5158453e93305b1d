import type { AnswerRow } from '../../answers'
import { renderPosts } from '../../community/mentions'
import type { ThreadRow } from '../../community/threads'
import { escapeHtml, withAbsoluteAddresses } from '../../content'
import { db } from '../../platform/db'
import { pageTags } from '../../platform/expiry'
import { fullDate, urls, withIds } from '../../shared'
import { absolute } from './json-ld'

/** An entry of a feed. `title` and `author` are plain text, `content` is HTML that needs no styles or scripts of ours. */
export type FeedItem = {
  id: string
  link: string
  title: string
  content: string
  author: string | null
  categories: string[]
  published: Date
  updated: Date
}

export type FeedThread = ThreadRow & { body: string }

/** Threads and answers as entries, newest first. */
export async function feedItems(threads: FeedThread[], answers: AnswerRow[]): Promise<FeedItem[]> {
  const html = await renderPosts(
    db(),
    threads.map(({ id, body }) => ({ kind: 'thread', id, body })),
    threads.map((thread) => pageTags.thread(thread.id)),
  )
  return [...threads.map((thread, i) => threadItem(thread, html[i] ?? '')), ...answers.map(answerItem)].sort(
    (a, b) => b.updated.getTime() - a.updated.getTime(),
  )
}

function threadItem(thread: FeedThread, html: string): FeedItem {
  const link = absolute(urls.thread(thread))
  return {
    id: absolute(`/threads/${thread.id}`),
    link,
    title: clean(thread.title),
    content: clean(withAbsoluteAddresses(withIds(html, 'q', { page: link }), link)) || asParagraph(thread.title),
    author: thread.author ? clean(thread.author.displayName) : null,
    categories: thread.tags.map(clean),
    published: thread.createdAt,
    updated: thread.createdAt,
  }
}

function answerItem(answer: AnswerRow): FeedItem {
  const link = absolute(urls.answer(answer.slug))
  return {
    id: link,
    link,
    title: clean(answer.title),
    content:
      asParagraph(answer.summary || answer.title) +
      (answer.needsReviewSince ? asParagraph(`Needs review since ${fullDate(answer.needsReviewSince)}.`) : ''),
    author: null,
    categories: ['canonical answer', ...(answer.needsReviewSince ? ['needs review'] : [])],
    published: answer.publishedAt,
    updated: answer.revisedAt,
  }
}

function asParagraph(text: string): string {
  return `<p>${escapeHtml(clean(text))}</p>`
}

// XML 1.0 allows no control characters, not even escaped, and readers refuse the whole feed. Noncharacters are not for
// exchange.
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufdd0-\ufdef\ufffe\uffff]/g, '').toWellFormed()
}
