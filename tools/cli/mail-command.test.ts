import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { db, pool } from '../../lib/platform/db'
import { env } from '../../lib/platform/env'
import { delivery, failed, feedback, lines } from '../../test/mail-reports'

const root = path.resolve(import.meta.dirname, '../..')

/** Runs `cairn mail bounce` as a mail server does: with the report as standard input. */
function bounce(input: Uint8Array, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', path.join(root, 'bin/cairn.ts'), 'mail', 'bounce', ...options],
    { cwd: root, input, encoding: 'utf8', env: { ...process.env, DATABASE_URL: env().databaseUrl ?? '', CAIRN_ENV_FILE: 'off' } },
  )
  return { status, stdout, stderr }
}

beforeEach(async () => {
  await pool().query('truncate outgoing_mail, mail_stop')
  for (const recipient of ['mara@example.org', 'nils@example.org'])
    await db().outgoingMail.create({ data: { recipient, subject: 'x', body: 'y' } })
})

test('a report of a mail server and one of a reader, handed to the command, stop mail to their addresses and say so', async () => {
  const gone = bounce(delivery([failed('Mara@Example.org')]))
  expect(gone).toMatchObject({ status: 0, stdout: expect.stringContaining('Mail to mara@example.org is stopped.') })
  const unwanted = feedback(['Feedback-Type: abuse', 'Version: 1', 'Original-Rcpt-To: nils@example.org'])
  expect(JSON.parse(bounce(unwanted, '--json').stdout)).toMatchObject({ outcome: { stopped: ['nils@example.org'] } })
  expect(await db().mailStop.findMany({ select: { address: true, complaint: true }, orderBy: { address: 'asc' } })).toEqual([
    { address: 'mara@example.org', complaint: false },
    { address: 'nils@example.org', complaint: true },
  ])
  expect(bounce(delivery([failed('mara@example.org')])).stdout).toContain('was stopped before')
})

test('what is no report, nothing, and an address that no mail went to stop nothing, in a sentence', async () => {
  expect(bounce(lines('Subject: Hello', '', 'I am on holiday.'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('This is no report'),
  })
  expect(bounce(new Uint8Array())).toMatchObject({ status: 1, stderr: expect.stringContaining('Standard input is empty.') })
  expect(bounce(delivery([failed('stranger@example.org')]))).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('No mail went to'),
  })
  expect(await db().mailStop.count()).toBe(0)
})
