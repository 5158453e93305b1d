import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { SignedIn } from '../../identity/accounts'
import type { Action as Permitted, Viewer } from '../../identity/viewer'
import type { LimitName } from '../../platform/rate-limit'

/** What an action knows of the request it came with. */
export type ActionContext = {
  viewer: Viewer
  signedIn: SignedIn | null
  address: string
  /** Whom limits count: the person, or for visitors their address. */
  who: string
  userAgent: string
  headers: Headers
  files: { name: string; file: File }[]
}

/** Where the reader goes next; `cookies` are set on the way. `data` is what a script gets instead, beside `to`. */
export type Outcome = {
  to: string
  cookies?: string[]
  data?: unknown
  /** A file that is sent instead of going anywhere. It is made as fast as it is read. */
  download?: { name: string; type: string; stream: Readable }
}

/**
 * Something a form can do. It is sent to the address of the page that shows the form, so that what is refused comes
 * back on that page with everything typed; `page` names another where the form is on a page that is kept.
 */
export type WebAction<Input = unknown> = {
  /** Path with `:names`, as in /threads/:id/reply. */
  path: string
  page?: (params: Record<string, string>) => string
  /** The row of the policy that opens it; what is whose is decided by the domain. */
  permission: Permitted
  limit?: LimitName
  input: z.ZodType<Input>
  run(context: ActionContext, input: Input, params: Record<string, string>): Promise<Outcome>
}

/** Defines an action; here for its types. */
export function action<Input>(definition: WebAction<Input>): WebAction {
  return definition as unknown as WebAction
}
