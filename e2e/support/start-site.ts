import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { guardScratchFolder } from '../../lib/platform/embedded-database/guard'
import { freePort } from '../../lib/platform/process/free-port'
import { aMeilisearch } from '../../test/meilisearch'
import { child, script, stop } from './processes'

/**
 * The site as it runs for people: production build, sample content, a worker, and two web processes on one database.
 * Addresses reach the tests through the environment.
 */
export default async function startSite(): Promise<() => Promise<void>> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-e2e-'))
  fs.chmodSync(dir, 0o755)
  const dismissGuard = guardScratchFolder(dir)
  const databaseUrl = script('e2e/support/prepare-database.ts', { CAIRN_DATA_DIR: dir }).trim()
  const [first, second] = [await freePort(), await freePort()]
  process.env.CAIRN_SECRET = randomBytes(32).toString('hex')
  // The same journeys on either engine: E2E_ENGINE=meilisearch, with a real server.
  const engine = process.env.E2E_ENGINE === 'meilisearch' ? await aMeilisearch() : null
  const env = {
    ...process.env,
    // Tests post the same texts again and again.
    CAIRN_SPAM_RULES: 'off',
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    CAIRN_DATA_DIR: dir,
    CAIRN_BACKUP_TO: path.join(dir, 'backups'),
    MEILI_URL: engine?.url ?? '',
    MEILI_KEY: engine?.key ?? '',
    MEILI_INDEX: `e2e_${first}`,
  } as NodeJS.ProcessEnv
  const actSocket = path.join(dir, 'act.sock')
  const children = [
    await child('bin/web.ts', { ...env, PORT: String(first) }),
    await child('bin/web.ts', { ...env, PORT: String(second) }),
    // Pages are those of a site that checks links, and no test asks other sites.
    await child('bin/worker.ts', { ...env, CAIRN_CHECK_LINKS: 'off' }),
    await child('e2e/support/act.ts', env, undefined, [actSocket]),
  ]
  process.env.E2E_URL = `http://127.0.0.1:${first}`
  process.env.E2E_SECOND_URL = `http://127.0.0.1:${second}`
  process.env.E2E_DATABASE_URL = databaseUrl
  process.env.E2E_DATA_DIR = dir
  process.env.E2E_ACT_SOCKET = actSocket
  process.env.E2E_ENGINE_PID = String(engine?.pid() ?? '')
  if (engine) await servesBy(process.env.E2E_URL)
  return async () => {
    await Promise.all(children.map(stop))
    await engine?.end()
    script('e2e/support/stop-database.ts', { CAIRN_DATA_DIR: dir })
    fs.rmSync(dir, { recursive: true, force: true })
    dismissGuard()
  }
}

/** The worker builds the index when it starts; until then PostgreSQL answers. */
async function servesBy(site: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    if ((await (await fetch(`${site}/readyz`)).text()).includes('search: meilisearch')) return
    if (tries > 2_400) throw new Error('The site does not search with Meilisearch.')
    await sleep(250)
  }
}
