import { expect, test } from 'vitest'
import { emptyReport } from '../../lib/exchange/import/context'
import { importReport } from './import-report'

const at = { file: 'a.json', position: 'topic 9' }

test('the report of an import sums up, says what was left out and why, and where to look next', () => {
  const report = {
    ...emptyReport(),
    threads: { added: 4, updated: 1, unchanged: 2 },
    hidden: { threads: 1, replies: 2 },
    withheld: Array.from({ length: 25 }, (_, i) => ({
      kind: 'withheld' as const,
      subject: 'thread' as const,
      externalId: String(i),
      title: 'Odd \u001b[31mtitle',
      reason: i < 24 ? 'private message' : 'not everyone may read its category “Staff”',
      ...at,
    })),
    problems: [
      { ...at, message: 'The text is empty.' },
      { ...at, message: 'The title is empty. The beginning of the text stands in for it.', kept: true },
    ],
    duplicates: [{ ...at, message: 'b.json has it too' }],
    incomplete: [{ externalId: '9', title: 'Long', file: 'a.json', posts: 25, missing: 2, ids: ['24', '25'] }],
    notes: ['Something to know.'],
  }
  const text = importReport(report, { dryRun: false, source: 'forum' })
  for (const line of [
    /^Threads +4 added, 1 updated, 2 unchanged$/m,
    /^Left out, not public at the source: 25\n {2}24 × private message\n {2}1 × not everyone/m,
    /and 5 more; --json lists all/,
    /^Skipped: 1\n {2}a\.json, topic 9: The text is empty\.$/m,
    /^Changed to fit: 1$/m,
    /^Duplicates, left out: 1\n {2}a\.json, topic 9: b\.json has it too$/m,
    /9 “Long”: 2 of 25 posts are not in the export: 24, 25$/m,
    /^Note: Something to know\.$/m,
    /--include-hidden/,
    /--restricted/,
    /\/desk\/hidden/,
    /--source forum/,
  ])
    expect(text).toMatch(line)
  expect(text, 'nothing that a terminal obeys').not.toContain('\u001b')
  expect(importReport(emptyReport(), { dryRun: true, source: 'forum' })).toContain('Nothing was written')
})
