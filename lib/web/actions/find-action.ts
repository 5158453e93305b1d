import { decoded } from '../../shared'
import type { WebAction } from './action'
import { actions } from './web-actions'

/** An action, with what the address has in the places of its path. */
export type FoundAction = { action: WebAction; params: Record<string, string> }

const matchers = actions.map((action) => ({
  action,
  pattern: new RegExp(`^${action.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}))

/** The action of a path, or null where no form is sent. */
export function findAction(pathname: string): FoundAction | null {
  for (const { action, pattern } of matchers) {
    const match = pattern.exec(pathname)
    if (!match) continue
    const params: Record<string, string> = {}
    for (const [name, value] of Object.entries(match.groups ?? {})) params[name] = decoded(value)
    return { action, params }
  }
  return null
}
