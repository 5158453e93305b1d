import { AsyncLocalStorage } from 'node:async_hooks'
import type { SignedIn, Suspension } from '../../identity/accounts'
import type { Viewer } from '../../identity/viewer'
import type { FormState } from './form-state'

/** What a request carries from the front server to its page. */
export type RequestContext = {
  /** The number of the request in the log. */
  id: string
  /** What the page may show. It knows the person's audience only, because pages are cached for everyone who may see the same. */
  viewer: Viewer
  /** The address of the page that is made, as the cache knows it: one page for all who ask for it. */
  url: string
  /** For counting and logging, hashed with a secret of the day. Never part of a cached page. */
  reader: { address: string; userAgent: string }
  /** The Authorization header of a POST, for handlers that programs with a token call. No page reads it. */
  authorization?: string
  /** Tags of everything that the page shows, collected while it is made. */
  tags: Set<string>
  /** What the page is about, if a visit to it counts as a view. */
  subject?: { kind: 'thread' | 'answer'; id: number }
  /** Who is signed in. Read it through `person()`, which marks the page as made for one reader, so that it is never cached. */
  signedIn: SignedIn | null
  /** The suspension of the account whose session the request carries; it reads as a visitor. Read it through `suspension()`. */
  suspension: Suspension | null
  personal: boolean
  /** What was sent to the page's form and why it was refused. */
  form?: FormState
  /** HTML of the page, by number: see `keepHtml()`. */
  htmlParts?: string[]
  /** The error that the page failed with. */
  fault?: unknown
}

// One storage for the whole process, because Next bundles its own copy of this module.
const storage = ((globalThis as Record<symbol, unknown>)[Symbol.for('cairn.request')] ??=
  new AsyncLocalStorage<RequestContext>()) as AsyncLocalStorage<RequestContext>

/** Runs a request within its context. */
export function withRequest<T>(context: RequestContext, run: () => T): T {
  return storage.run(context, run)
}

/** Returns the context of the current request. @throws Error outside of a request: only our server serves pages. */
export function requestContext(): RequestContext {
  const context = storage.getStore()
  if (!context) throw new Error('No request context: pages are served through lib/web/server/server.ts.')
  return context
}

/** Returns the context of the current request, or undefined outside of one. */
export function requestContextOrNone(): RequestContext | undefined {
  return storage.getStore()
}

/** Returns who asks, or null for a visitor. From here on the page is made for this reader only and never cached. */
export function person(): SignedIn | null {
  const context = requestContext()
  context.personal = true
  return context.signedIn
}

/** Returns the suspension of the person who asks, or null. The page is made for this reader only. */
export function suspension(): Suspension | null {
  const context = requestContext()
  context.personal = true
  return context.suspension
}

/** Returns who asks where the page is made for this reader alone already; null on a page that may be cached for many. */
export function knownPerson(): SignedIn | null {
  const { personal, signedIn } = requestContext()
  return personal ? signedIn : null
}

/** Returns who asks as a viewer, also for a visitor. The page is made for this reader only. */
export function personalViewer(): Viewer {
  return person()?.viewer ?? requestContext().viewer
}

/** Returns what was sent to this page's form, if it was refused. */
export function sentForm(): FormState | undefined {
  const context = requestContext()
  if (context.form) context.personal = true
  return context.form
}

/** Tags the page that is being made: it expires with these tags. */
export function tagPage(...tags: string[]): void {
  const { tags: gathered } = requestContext()
  for (const tag of tags) gathered.add(tag)
}

/** Notes an error of the page that is being made: the page is neither sent nor cached. Outside of a request nothing happens. */
export function noteFault(error: unknown): void {
  const context = storage.getStore()
  if (context) context.fault ??= error
}

/** Notes that opening this page counts as a view of that thread or answer. */
export function isViewOf(kind: 'thread' | 'answer', id: number): void {
  requestContext().subject = { kind, id }
}
