import { AsyncLocalStorage } from 'node:async_hooks'
import type { Viewer } from '../viewer/viewer'

/** What a request carries from the front server to the page that answers it. */
export type RequestContext = {
  viewer: Viewer
  /** For counting and logging, under a secret of the day. Never part of a page that is kept. */
  reader: { address: string; userAgent: string }
  /** Tags of all that the page was made from, gathered while it is made. */
  tags: Set<string>
  /** What the page is about, if a visit to it counts as a view. */
  subject?: { kind: 'thread' | 'answer'; id: number }
}

// One storage for the whole process: Next bundles its own copy of this module beside the server's.
const storage = ((globalThis as Record<symbol, unknown>)[Symbol.for('cairn.request')] ??=
  new AsyncLocalStorage<RequestContext>()) as AsyncLocalStorage<RequestContext>

/** Runs a request within its context. */
export function withRequest<T>(context: RequestContext, run: () => T): T {
  return storage.run(context, run)
}

/** The context of the request being answered. @throws Error outside of one: pages are served by our server only. */
export function requestContext(): RequestContext {
  const context = storage.getStore()
  if (!context) throw new Error('No request context: pages are served through lib/web/server.ts.')
  return context
}

/** Says that the page being made shows this, and must be made anew when it changes. */
export function touches(...tags: string[]): void {
  const { tags: gathered } = requestContext()
  for (const tag of tags) gathered.add(tag)
}

/** Says that opening this page is a view of that thread or answer. */
export function isViewOf(kind: 'thread' | 'answer', id: number): void {
  requestContext().subject = { kind, id }
}
