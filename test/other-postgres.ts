import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { withClient } from '../lib/platform/db/with-client'
import { serverIdentity } from '../lib/platform/embedded-database/identity'
import { freePort } from '../lib/platform/process/free-port'

/** Where the programs of the system's own PostgreSQL are, or null: `initdb` of the path, or Debian's place. */
export function findOtherPostgres(): string | null {
  const places = (process.env.PATH ?? '').split(path.delimiter).map((dir) => path.join(dir, 'initdb'))
  const debian = fs.existsSync('/usr/lib/postgresql') ? fs.readdirSync('/usr/lib/postgresql').sort() : []
  const found = [...places, ...debian.map((version) => `/usr/lib/postgresql/${version}/bin/initdb`)].find((file) => fs.existsSync(file))
  return found ? path.dirname(fs.realpathSync(found)) : null
}

/** A server of that PostgreSQL with two empty databases, each owned by a plain role. */
export async function anotherServer(bin: string): Promise<{ urls: [string, string]; stop(): void }> {
  const identity = serverIdentity()
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-other-postgres-'))
  if (identity.uid !== undefined) fs.chownSync(dir, identity.uid, identity.gid)
  const port = await freePort()
  const run = (program: string, args: string[]) => execFileSync(path.join(bin, program), args, { ...identity, cwd: '/', stdio: 'ignore' })
  run('initdb', ['-D', dir, '-U', 'super', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'])
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`
  run('pg_ctl', ['start', '-D', dir, '-w', '-l', path.join(dir, 'server.log'), '-o', options])
  const address = (user: string, database: string) => `postgresql://${user}@127.0.0.1:${port}/${database}`
  await withClient(address('super', 'postgres'), async (client) => {
    for (const name of ['one', 'two']) {
      await client.query(`create role ${name} login`)
      await client.query(`create database ${name} owner ${name}`)
    }
  })
  return {
    urls: [address('one', 'one'), address('two', 'two')],
    stop() {
      run('pg_ctl', ['stop', '-D', dir, '-m', 'immediate'])
      fs.rmSync(dir, { recursive: true, force: true })
    },
  }
}
