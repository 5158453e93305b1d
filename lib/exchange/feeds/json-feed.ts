import type { FeedItem } from './feed-items'

/** Data of a JSON Feed as a whole. */
export type JsonFeedHead = { title: string; description: string; home: string; self: string }

/** Returns a feed as JSON Feed 1.1. */
export function jsonFeed({ title, description, home, self }: JsonFeedHead, items: FeedItem[]): string {
  return JSON.stringify(
    {
      version: 'https://jsonfeed.org/version/1.1',
      title,
      description: description || undefined,
      home_page_url: home,
      feed_url: self,
      items: items.map((item) => ({
        id: item.id,
        url: item.link,
        title: item.title,
        content_html: item.content,
        date_published: item.published.toISOString(),
        date_modified: item.updated.toISOString(),
        authors: item.author === null ? undefined : [{ name: item.author }],
        tags: item.categories.length > 0 ? item.categories : undefined,
      })),
    },
    null,
    2,
  )
}
