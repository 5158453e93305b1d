// Writes down what a site serves and what its database says, for the fixture: see the README.
//   node --import tsx record.ts ORIGIN DATABASE MADE.json > expected.json
import fs from 'node:fs'
import pg from 'pg'
import { type Role, readAddresses, type Served, sendForm } from '../read-site'
import { storedFacts } from '../stored-facts'
import { addressesOf } from './addresses'

const [origin = '', database = '', madeFile = ''] = process.argv.slice(2)
const made: { password: string; accounts: Record<string, string>; pictures: { name: string }[] } = JSON.parse(
  fs.readFileSync(madeFile, 'utf8'),
)
const pagesTurned = 2
const client = new pg.Client({ connectionString: database })
await client.connect()
const { rows } = await client.query(`select migration_name as name, checksum from _prisma_migrations order by 1`)
const addresses = await addressesOf(
  client,
  made.pictures.map(({ name }) => name),
)
const served = {} as Record<Role, Record<string, Served>>
for (const [role, list] of Object.entries(addresses) as [Role, string[]][]) {
  await client.query('delete from rate_count')
  const email = made.accounts[role]
  const cookie = email ? (await sendForm(origin, '/sign-in', { email, password: made.password, next: '/' })).cookie : ''
  if (email && !cookie) throw new Error(`${email} could not sign in.`)
  served[role] = await readAddresses(origin, [...new Set(list)], cookie)
  // Lists are turned over some pages further, as a reader does.
  for (let turn = 0; turn < pagesTurned && role === 'visitor'; turn++) {
    const onward = Object.values(served[role]).flatMap(({ page }) => page?.links.filter((link) => link.includes('after=')) ?? [])
    const unread = onward.filter((link) => !(link in served[role]))
    Object.assign(served[role], await readAddresses(origin, unread, cookie))
  }
}
process.stdout.write(JSON.stringify({ ...made, migrations: rows, stored: await storedFacts(client), served }))
await client.end()
