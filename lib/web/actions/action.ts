import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { SignedIn } from '../../identity/accounts'
import type { Action as Permitted, Viewer } from '../../identity/viewer'
import type { LimitName } from '../../platform/rate-limit'
import type { Received, Receives } from './read-sent'

/** What an action knows about the request it came with. */
export type ActionContext = {
  viewer: Viewer
  signedIn: SignedIn | null
  address: string
  /** Limits count this: the person, or a visitor's address. */
  who: string
  userAgent: string
  headers: Headers
  /** Parameters of the address that it was sent to. */
  query: URLSearchParams
  files: { name: string; file: File }[]
  /** Files on the disk, for an action that `receives` them. */
  received?: Received
}

/** Where the reader goes next; `cookies` are set on the way. `data` is what a script gets instead, beside `to`. */
export type Outcome = {
  to: string
  /** A line of text that is sent instead of a redirect, to a program that follows none. */
  says?: string
  cookies?: string[]
  data?: unknown
  /** A file that is sent instead of a redirect. It is made as fast as the reader reads it. */
  download?: { name: string; type: string; stream: Readable }
}

/**
 * Something that a form can do. A form is sent to the address of its own page, so that a refusal is that page again with everything that
 * was typed. `page` names another page if the form is on a page that is cached.
 */
export type WebAction<Input = unknown> = {
  /** Path with `:names`, as in /threads/:id/reply. */
  path: string
  page?: (params: Record<string, string>) => string
  /** The row of the policy that allows it. The domain decides whose things may be changed. */
  permission: Permitted
  limit?: LimitName
  /** Other sites and programs may send it, too: it goes by a token of its own, and nobody's session counts. */
  fromAnywhere?: true
  /** Files of this form are too large for memory. */
  receives?: Receives
  input: z.ZodType<Input>
  run(context: ActionContext, input: Input, params: Record<string, string>): Promise<Outcome>
}

/** Defines an action. Exists for the types. */
export function action<Input>(definition: WebAction<Input>): WebAction {
  return definition as unknown as WebAction
}
