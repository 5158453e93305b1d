import { firstAdminToken } from '../accounts/one-time-link'
import { env } from '../env'
import { withDatabase } from './with-database'

/** `cairn admin-link`: the link for the first account that runs the site, where no supervisor prints it. */
export async function adminLinkCommand(): Promise<void> {
  const token = await withDatabase(firstAdminToken)
  process.stdout.write(token ? `${env().siteUrl}/first-admin?token=${token}\n` : 'There is an admin already: they make others.\n')
}
