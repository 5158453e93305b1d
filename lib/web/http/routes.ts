import type { LimitName } from '../../platform/rate-limit'

/** An address of the site: its methods, the query parameters that it reads, and the limit that making it counts against. */
export type Route = {
  /** As in /threads/:id/:slug. */
  path: string
  /** Methods besides OPTIONS and besides POST for forms, which lib/web/actions knows. */
  methods: readonly string[]
  /** Parameters of which only the first is read. */
  one: readonly string[]
  /** Parameters that may be there several times. */
  many: readonly string[]
  /**
   * The limit that making it counts against, by the reader's address, if it costs much more than other pages. A cached page does not count.
   */
  limit?: LimitName
}

const reading = ['GET', 'HEAD']
const listing = ['sort', 'filter', 'after', 'before']
const page = (path: string, one: readonly string[] = [], many: readonly string[] = []): Route => ({ path, methods: reading, one, many })
const costly = (limit: LimitName, route: Route): Route => ({ ...route, limit })
const takes = (path: string): Route => ({ path, methods: ['POST'], one: [], many: [] })
const feeds = (path: string) => ['rss', 'atom', 'json'].map((form) => page(`${path}/feed.${form}`))

/**
 * Every page and route handler, and nothing else: a test compares the table with the build. A page never sees a parameter that is not named
 * here, and two addresses that differ only in such parameters are the same page.
 */
export const routes: readonly Route[] = [
  page('/'),
  ...feeds(''),
  page('/icon.svg'),
  page('/apple-icon.png'),
  // The old address of the icon.
  page('/mark.svg'),
  costly('picture', page('/opengraph-image')),
  page('/opensearch.xml'),
  page('/robots.txt'),
  page('/sitemap.xml'),
  page('/sitemaps/:part'),

  page('/threads', listing),
  page('/threads/:id'),
  page('/threads/:id/edit'),
  costly('compare', page('/threads/:id/history', ['before'])),
  page('/threads/:id/coverage-response'),
  page('/threads/:id/judge'),
  // The old address of /viewer.
  page('/threads/:id/mine'),
  page('/threads/:id/related'),
  costly('search', page('/threads/:id/asks-the-same', ['find', 'of'])),
  page('/threads/:id/reply', ['to']),
  page('/threads/:id/posts/:number'),
  page('/threads/:id/posts/:number/delete'),
  page('/threads/:id/posts/:number/report'),
  page('/threads/:id/posts/:number/edit'),
  costly('compare', page('/threads/:id/posts/:number/history', ['before'])),
  page('/threads/:id/posts/:number/redact', ['revision', 'done']),
  // `page` is of old addresses.
  page('/threads/:id/:slug', ['from', 'page']),
  page('/threads/:id/:slug/:number'),
  costly('picture', page('/threads/:id/:slug/opengraph-image')),

  page('/newest-replies', ['thread']),

  page('/topics'),
  page('/topics/:topic', listing),
  ...feeds('/topics/:topic'),
  page('/tags'),
  page('/tags/:tag', listing),
  ...feeds('/tags/:tag'),
  costly('search_typing', page('/tag-names', ['q'])),
  page('/person-names', ['q', 'thread']),
  page('/source-names', ['q']),
  page('/people/:name', ['after', 'before']),

  page('/answers'),
  page('/answers/new', ['thread']),
  page('/answers/:slug', ['said']),
  page('/answers/:slug/archive'),
  costly('picture', page('/answers/:slug/opengraph-image')),
  costly('search', page('/answers/:slug/coverage', ['thread', 'find', 'batch', 'tick', 'uncovered', 'section'])),
  costly('compare', page('/answers/:slug/diff', ['from', 'to', 'thread'])),
  page('/answers/:slug/edit', ['thread']),
  page('/answers/:slug/history'),
  page('/answers/:slug/redact', ['revision', 'done']),
  page('/answers/:slug/related'),
  page('/answers/:slug/revisions/:number'),
  page('/answers/:slug/threads', ['after', 'before']),
  page('/answers/:slug/use'),

  costly('search', page('/search', ['q', 'sort', 'page', 'exact', 'minus'], ['topic', 'tag', 'is', 'kind'])),
  costly('search_typing', page('/search/instant', ['q'])),
  page('/search/saved', ['q', 'exact', 'minus'], ['topic', 'tag', 'is', 'kind']),
  page('/search/operators'),
  takes('/search/clicks'),
  page('/ask', ['title', 'topic'], ['tag']),
  takes('/ask/similar'),
  page('/uploads/:file'),
  page('/viewer', ['thread', 'topic', 'tag', 'answer']),
  costly('challenge', page('/challenge')),
  page('/me'),
  page('/me/threads', ['after', 'before']),
  page('/me/replies', ['after', 'before']),
  page('/me/drafts', ['after', 'before']),
  page('/me/reports', ['sent', 'after', 'before']),
  page('/me/watches', ['after']),
  page('/watch/:kind/:id'),
  page('/inbox', ['show', 'before']),
  page('/inbox/:event'),

  page('/sign-in', ['next', 'changed', 'verified']),
  page('/sign-up', ['invitation', 'sent', 'next']),
  page('/signed-out'),
  page('/first-admin', ['token']),
  page('/forgot', ['sent', 'next']),
  page('/reset', ['token', 'next']),
  page('/verify', ['token', 'next']),
  page('/settings', ['saved', 'sent']),
  page('/settings/address', ['sent']),
  page('/settings/data'),
  page('/settings/notices', ['saved']),
  page('/settings/delete'),
  page('/confirm-address', ['token']),
  page('/undo-address', ['token', 'done']),
  page('/account-deleted'),
  page('/unsubscribe', ['token', 'done']),
  takes('/mail/bounces'),

  page('/held/:id'),
  page('/desk'),
  page('/desk/contested'),
  costly('search', page('/desk/cover', ['q', 'gap', 'answer', 'page', 'tick', 'batch'])),
  page('/desk/drafts', ['show', 'after']),
  costly('compare', page('/desk/evidence', ['after', 'done', 'source', 'of'])),
  page('/desk/duplicates', ['done']),
  page('/desk/feedback', ['show', 'of', 'before', 'done']),
  page('/desk/hidden', ['before']),
  page('/desk/gaps', ['show', 'topic', 'days', 'as', 'after', 'gap', 'done']),
  costly('search', page('/desk/gaps/:id', ['find', 'done', 'of'])),
  // Only editors get as far as its comparisons.
  page('/desk/needs-review', ['show', 'reason', 'only', 'after', 'done', 'of', 'source']),
  page('/desk/searches', ['show', 'after', 'done']),
  page('/desk/searches/:id', ['done']),
  page('/desk/golden', ['from', 'done']),
  page('/desk/synonyms', ['done']),
  page('/desk/links', ['show', 'after', 'before', 'done']),
  page('/desk/reports', ['show', 'after', 'done']),
  page('/desk/unanswered', ['is', 'sort', 'topic', 'tag', 'age', 'views', 'none', 'after']),
  page('/admin', ['done', 'checklist']),
  page('/admin/audit', ['who', 'what', 'from', 'until', 'about', 'before', 'after']),
  page('/admin/import', ['done']),
  page('/admin/invitations', ['made', 'mailed', 'revoked', 'before']),
  page('/admin/mail', ['to', 'done']),
  page('/admin/people', ['q', 'show', 'sort', 'after', 'before', 'all', 'deleted']),
  page('/admin/people/:name', ['saved']),
  page('/admin/people/:name/delete'),
  page('/admin/search', ['done']),
  page('/admin/spam'),
  page('/admin/tags', ['q', 'after', 'saved']),
  page('/admin/topics', ['saved']),
  page('/admin/topics/names', ['saved']),
]

/** Any other address, such as those of an imported forum. No parameters are read. */
const elsewhere: Route = page('/*')

const matchers = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`),
}))

/** Returns the route of an address. A slash at its end makes no difference: Next redirects to the address without it. */
export function routeOf(pathname: string): Route {
  const path = pathname.replace(/(?!^)\/+$/, '')
  return matchers.find(({ pattern }) => pattern.test(path))?.route ?? elsewhere
}

/** Whether an address is that of a page, which can be opened, and not only where a form is sent. */
export function hasPage(address: string): boolean {
  const [path = '/'] = address.split('?')
  const route = routeOf(path)
  return route !== elsewhere && route.methods.includes('GET')
}
