import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

type Metrics = ReturnType<typeof make>

function make() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'cairn_' })
  return {
    registry,
    requests: new Counter({
      name: 'cairn_http_requests_total',
      help: 'Responses by status and origin.',
      labelNames: ['status', 'from'],
      registers: [registry],
    }),
    renderSeconds: new Histogram({
      name: 'cairn_render_seconds',
      help: 'Time to make a page that was not cached.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers: [registry],
    }),
    searchSeconds: new Histogram({
      name: 'cairn_search_seconds',
      help: 'Time of a search, by engine and kind.',
      labelNames: ['engine', 'kind'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.03, 0.06, 0.1, 0.25, 1],
      registers: [registry],
    }),
    searchReduced: new Gauge({
      name: 'cairn_search_reduced',
      help: '1 while PostgreSQL replaces the search engine.',
      registers: [registry],
    }),
    searchOutbox: new Gauge({
      name: 'cairn_search_outbox',
      help: 'Changes not yet in the search engine: waiting and given up.',
      labelNames: ['state'],
      registers: [registry],
    }),
    searchOutboxOldest: new Gauge({
      name: 'cairn_search_outbox_oldest_seconds',
      help: 'How long the oldest waiting change waits.',
      registers: [registry],
    }),
    embeddingsWaiting: new Gauge({
      name: 'cairn_meaning_waiting',
      help: 'Changed posts that are not embedded yet.',
      registers: [registry],
    }),
    semanticSearchServes: new Gauge({
      name: 'cairn_meaning_serves',
      help: '1 while semantic search is in use.',
      registers: [registry],
    }),
    cachedPages: new Gauge({ name: 'cairn_cached_pages', help: 'Pages kept.', registers: [registry] }),
    cachedBytes: new Gauge({ name: 'cairn_cached_bytes', help: 'Bytes of the pages kept.', registers: [registry] }),
    expiries: new Counter({ name: 'cairn_page_expiries_total', help: 'Expiries heard of.', registers: [registry] }),
  }
}

const holder = globalThis as Record<symbol, unknown>
const key = Symbol.for('cairn.metrics')

/** The figures of this process. The copy of this module inside Next's bundle shares them. */
export function metrics(): Metrics {
  holder[key] ??= make()
  return holder[key] as Metrics
}
