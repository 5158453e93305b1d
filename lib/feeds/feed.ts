import { Feed } from 'feed'
import type { AnswerRow } from '../answers/listing'
import { renderBodies } from '../content/rendering'
import { db } from '../db/client'
import { env } from '../env'
import { pageTags } from '../expiry/page-tags'
import type { ThreadRow } from '../threads/listing'
import { urls } from '../web/urls'
import { absolute } from './json-ld'

export type FeedForm = 'rss' | 'atom' | 'json'

export const feedTypes: Record<FeedForm, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
}

/** What a feed is of. */
export type FeedHead = { title: string; description: string; page: string; self: { topic?: string; tag?: string } | null }

/** A feed of new threads and revised answers, newest first, in one of three forms. */
export async function makeFeed(
  head: FeedHead,
  threads: (ThreadRow & { body: string })[],
  answers: AnswerRow[],
  form: FeedForm,
): Promise<string> {
  const html = await renderBodies(
    db(),
    threads.map((thread) => thread.body),
    threads.map((thread) => pageTags.thread(thread.id)),
  )
  const items = [
    ...threads.map((thread, i) => ({
      title: thread.title,
      id: absolute(`/threads/${thread.id}`),
      link: absolute(urls.thread(thread)),
      date: thread.createdAt,
      published: thread.createdAt,
      content: clean(html[i] as string),
      author: thread.author ? [{ name: clean(thread.author.displayName) }] : undefined,
      category: thread.tags.map((name) => ({ name: form === 'atom' ? escapedAttribute(clean(name)) : clean(name) })),
    })),
    ...answers.map((answer) => ({
      title: answer.title,
      id: absolute(urls.answer(answer.slug)),
      link: absolute(urls.answer(answer.slug)),
      date: answer.revisedAt,
      published: answer.publishedAt,
      content: clean(answer.summary),
      author: undefined,
      category: [{ name: 'canonical answer' }],
    })),
  ].sort((a, b) => b.date.getTime() - a.date.getTime())
  const feed = new Feed({
    title: `${head.title} · ${env().siteName}`,
    description: head.description,
    id: absolute(head.page),
    link: absolute(head.page),
    updated: items[0]?.date ?? new Date(0),
    generator: 'Cairn',
    copyright: '',
    feedLinks: {
      rss: absolute(urls.feed(head.self, 'rss')),
      atom: absolute(urls.feed(head.self, 'atom')),
      json: absolute(urls.feed(head.self, 'json')),
    },
  })
  for (const item of items) feed.addItem({ ...item, title: clean(item.title) })
  return form === 'rss' ? feed.rss2() : form === 'atom' ? feed.atom1() : feed.json1()
}

// Atom has categories as attributes, and the library writes those as they are but for quotes.
function escapedAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

// XML 1.0 has no control characters, not even escaped; a feed with one is refused whole.
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}
