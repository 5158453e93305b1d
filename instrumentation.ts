import { noteFault } from './lib/web/http/request-context'

/** Next calls this with whatever a page or route handler throws. The server in front of it logs and answers (lib/web/server/server). */
export function onRequestError(error: unknown): void {
  noteFault(error)
}
