import { firstAdminToken } from '../../lib/identity/accounts'
import { env } from '../../lib/platform/env'
import { print } from './print'
import { withDatabase } from './with-database'

/** `cairn admin-link`: prints the link for the first account that runs the site, for installations without a supervisor. */
export async function adminLinkCommand({ json }: { json?: boolean }): Promise<void> {
  const token = await withDatabase(firstAdminToken)
  const link = token ? `${env().siteUrl}/first-admin?token=${token}` : null
  print(json, { link }, [link ?? 'There is an admin already: they make others.'])
}
