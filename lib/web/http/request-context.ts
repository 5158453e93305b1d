import { AsyncLocalStorage } from 'node:async_hooks'
import type { SignedIn } from '../../identity/accounts'
import type { Viewer } from '../../identity/viewer'
import type { FormState } from './form-state'

/** What a request carries from the front server to the page that answers it. */
export type RequestContext = {
  /** The number of the request in the log. */
  id: string
  /** What the page may show. Of the person behind it only the audience: pages are kept for all who see the same. */
  viewer: Viewer
  /** For counting and logging, under a secret of the day. Never part of a page that is kept. */
  reader: { address: string; userAgent: string }
  /** Tags of all that the page was made from, gathered while it is made. */
  tags: Set<string>
  /** What the page is about, if a visit to it counts as a view. */
  subject?: { kind: 'thread' | 'answer'; id: number }
  /** Who is signed in. Read it through `person`: a page that knows it is made for one reader and never kept. */
  signedIn: SignedIn | null
  personal: boolean
  /** What was sent to the page's form and why it was refused. */
  form?: FormState
  /** What the page failed with, where it did. */
  fault?: unknown
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
  if (!context) throw new Error('No request context: pages are served through lib/web/server/server.ts.')
  return context
}

/** Who asks, or null for a visitor. The page being made is theirs alone from here on. */
export function person(): SignedIn | null {
  const context = requestContext()
  context.personal = true
  return context.signedIn
}

/** The same as a viewer, visitors included. */
export function personalViewer(): Viewer {
  return person()?.viewer ?? requestContext().viewer
}

/** What was sent to this page's form, where it came back. */
export function sentForm(): FormState | undefined {
  const context = requestContext()
  if (context.form) context.personal = true
  return context.form
}

/** Says that the page being made shows this, and must be made again when it changes. */
export function tagPage(...tags: string[]): void {
  const { tags: gathered } = requestContext()
  for (const tag of tags) gathered.add(tag)
}

/** Notes that what is being made for this request failed: it is neither shown nor kept. Outside of a request nothing happens. */
export function noteFault(error: unknown): void {
  const context = storage.getStore()
  if (context) context.fault ??= error
}

/** Says that opening this page is a view of that thread or answer. */
export function isViewOf(kind: 'thread' | 'answer', id: number): void {
  requestContext().subject = { kind, id }
}
