import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from '../../../test/eventually'
import { aReader } from '../../../test/factories'
import { aMailServer } from '../../../test/mail-server'
import { db, pool } from '../../platform/db'
import { env } from '../../platform/env'

const people = 12
const root = path.resolve(import.meta.dirname, '../../..')

/** Starts a worker in its own process, with this test's database and mail server. */
function aWorker(smtpUrl: string): ChildProcess {
  const { databaseUrl = '', dataDir } = env()
  const settings = { DATABASE_URL: databaseUrl, CAIRN_DATA_DIR: dataDir, SMTP_URL: smtpUrl, CAIRN_ENV_FILE: 'off', CAIRN_BACKUP_TO: 'off' }
  const outer = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  return spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'worker-process.ts')], {
    cwd: root,
    env: { ...outer, NODE_ENV: 'production', ...settings },
    stdio: 'ignore',
  })
}

const gone = (worker: ChildProcess) => new Promise((resolve) => (worker.exitCode === null ? worker.once('exit', resolve) : resolve(null)))

test('a worker that is killed loses no mail, and doubles only the one on its connection, under the same id', async () => {
  const server = await aMailServer()
  for (let i = 0; i < people; i++) {
    const { personId } = await aReader('admin')
    const event = await db().event.create({ data: { kind: 'mail_failing', reason: `Fault ${i}.` } })
    await db().notice.create({ data: { personId, eventId: event.id, kind: 'mail_failing', mailAt: new Date() } })
  }
  const first = aWorker(server.url)
  await eventually(() => expect(server.mails.length).toBeGreaterThanOrEqual(people / 3))
  // The next mail is taken, and its worker never hears so.
  server.behave('is silent')
  const taken = server.mails.length
  await eventually(() => expect(server.mails.length).toBeGreaterThan(taken))
  first.kill('SIGKILL')
  await gone(first)
  server.behave('takes')
  // Two minutes pass.
  await pool().query('update outgoing_mail set try_at = now(), claimed_until = now() where sent_at is null')
  const last = aWorker(server.url)
  try {
    await eventually(async () => expect(await db().outgoingMail.count({ where: { sentAt: { not: null } } })).toBe(people))
  } finally {
    last.kill('SIGKILL')
    await gone(last)
    await server.close()
  }
  const ids = server.mails.map(({ messageId }) => messageId)
  expect(new Set(ids).size, 'one for each person').toBe(people)
  expect(ids.length, 'the one on a connection at the kill came twice').toBe(people + 1)
  expect(server.connections().most, 'one connection at a time for each loop that sends').toBeLessThanOrEqual(2)
  expect(await db().notice.count({ where: { mailAt: { not: null } } })).toBe(0)
})
