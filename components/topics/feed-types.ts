import { urls } from '@/lib/shared'

/** The feeds of a topic or tag, for the head of its page. */
export function feedTypes(of: { topic: string } | { tag: string }): Record<string, string> {
  return {
    'application/rss+xml': urls.feed(of, 'rss'),
    'application/atom+xml': urls.feed(of, 'atom'),
    'application/feed+json': urls.feed(of, 'json'),
  }
}
