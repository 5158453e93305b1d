import { Feed } from 'feed'
import type { AnswerRow } from '../../answers'
import { escapeHtml } from '../../content'
import { env } from '../../platform/env'
import { urls } from '../../shared'
import { type FeedItem, type FeedThread, feedItems } from './feed-items'
import { jsonFeed } from './json-feed'
import { absolute } from './json-ld'

export type FeedForm = 'rss' | 'atom' | 'json'

export const feedTypes: Record<FeedForm, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
}

/** The title, description and addresses of a feed. */
export type FeedHead = { title: string; description: string; page: string; self: { topic?: string; tag?: string } | null }

/** Returns a feed of new threads and revised answers, newest first, in one of three forms. */
export async function makeFeed(head: FeedHead, threads: FeedThread[], answers: AnswerRow[], form: FeedForm): Promise<string> {
  const items = await feedItems(threads, answers)
  const title = `${head.title} · ${env().siteName}`
  const home = absolute(head.page)
  const self = absolute(urls.feed(head.self, form))
  if (form === 'json') return jsonFeed({ title, description: head.description, home, self }, items)
  const feed = new Feed({
    title,
    description: head.description,
    id: home,
    link: home,
    updated: items[0]?.updated ?? new Date(0),
    generator: 'Cairn',
    copyright: '',
    // The author of entries without one, such as canonical answers. Atom requires an author.
    author: { name: env().siteName },
    feedLinks: { [form]: self },
  })
  for (const item of items) feed.addItem(form === 'rss' ? rssItem(item) : atomItem(item))
  return form === 'rss' ? feed.rss2() : feed.atom1().replaceAll(lessThan, '&lt;')
}

type LibraryItem = Parameters<Feed['addItem']>[0]

/** RSS has a mail address as author. Dublin Core has the name alone. */
function rssItem(item: FeedItem): LibraryItem {
  return {
    ...common(item),
    title: item.title,
    category: item.categories.map((name) => ({ name })),
    extensions: item.author === null ? undefined : [{ name: 'dc:creator', objects: { _cdata: item.author } }],
  }
}

/** Replaces `<` in attributes. The library does not escape it, and would escape the ampersand of a reference. */
const lessThan = '\uFDD0'

/** The library declares titles in Atom as HTML, but does not escape them. */
function atomItem(item: FeedItem): LibraryItem {
  return {
    ...common(item),
    title: escapeHtml(item.title),
    author: item.author === null ? undefined : [{ name: item.author }],
    category: item.categories.map((name) => ({ name: name.replaceAll('<', lessThan), term: name.replaceAll('<', lessThan) })),
  }
}

function common({ id, link, content, published, updated }: FeedItem) {
  return { id, link, content, published, date: updated }
}
