import { accountActions } from './accounts'
import type { WebAction } from './action'

/** Everything a form can do. The router of writes, and what the tests of permissions go through. */
export const actions: WebAction[] = [...accountActions]
