import { firstAdminToken } from '../../lib/identity/accounts'
import { env } from '../../lib/platform/env'
import { print } from './print'
import { withDatabase } from './with-database'

/** `cairn admin-link`: the link for the first account that runs the site, where no supervisor prints it. */
export async function adminLinkCommand({ json }: { json?: boolean }): Promise<void> {
  const token = await withDatabase(firstAdminToken)
  const link = token ? `${env().siteUrl}/first-admin?token=${token}` : null
  print(json, { link }, [link ?? 'There is an admin already: they make others.'])
}
