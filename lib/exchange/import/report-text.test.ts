import { expect, test } from 'vitest'
import { Categories } from './discourse/categories'
import { categorySchema } from './discourse/schemas'
import { noCategory, unclearBecause } from './discourse/visibility'
import { emptyReport } from './report'
import { importReport } from './report-text'

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
      { ...at, message: 'The title is empty. The beginning of the text is used as the title.', kept: true },
    ],
    duplicates: [{ ...at, message: 'b.json has the same post' }],
    incomplete: [{ externalId: '9', title: 'Long', file: 'a.json', posts: 25, missing: 2, ids: ['24', '25'] }],
    notes: ['Something to know.'],
  }
  const text = importReport(report, { dryRun: false, source: 'forum' })
  for (const line of [
    /^Threads +4 added, 1 updated, 2 unchanged$/m,
    /^Left out, not public at the source: 25\n {2}24 × private message\n {2}1 × not everyone/m,
    /and 5 more; --json lists all/,
    /^Skipped: 1\n {2}a\.json, topic 9: The text is empty\.$/m,
    /^Imported with a change: 1$/m,
    /^Duplicates, left out: 1\n {2}a\.json, topic 9: b\.json has the same post$/m,
    /thread 9 “Long”: 2 of 25 posts missing in the export: 24, 25$/m,
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

test('each thread that was left out is told which option imports it', () => {
  const withheld = (reason: string) =>
    importReport(
      { ...emptyReport(), withheld: [{ kind: 'withheld' as const, subject: 'thread' as const, externalId: '9', reason, ...at }] },
      { dryRun: true, source: 'forum' },
    )
  for (const reason of [noCategory, unclearBecause('category_id'), 'deleted']) {
    expect(withheld(reason)).toContain('add --include-hidden')
    expect(withheld(reason)).not.toContain('--restricted')
  }
  const categories = new Categories()
  categories.add(categorySchema.parse({ id: 4, name: 'Staff', read_restricted: true }), true)
  for (const id of [4, 5]) {
    expect(withheld(categories.restriction(id) as string)).toContain('--restricted members')
    expect(withheld(categories.restriction(id) as string)).not.toContain('--include-hidden')
  }
})

test('pictures are summed up by what became of them, without what there is none of', () => {
  const pictures = { taken: 2, known: 0, failed: 1, elsewhere: 3, attachments: 1 }
  const text = importReport({ ...emptyReport(), pictures }, { dryRun: false, source: 'forum' })
  expect(text).toMatch(/^Pictures +2 copied, 1 failed, 3 still shown from the source \(add --fetch-pictures to copy them\)$/m)
  expect(text).toMatch(/^Other files +1 not copied: links still lead to the source$/m)
  expect(importReport(emptyReport(), { dryRun: false, source: 'forum' })).not.toMatch(/Pictures|Other files/)
})

test('for a page it has no words of the command line, and more lines', () => {
  const pictures = { taken: 1, known: 0, failed: 0, elsewhere: 3, attachments: 0 }
  const problems = Array.from({ length: 130 }, (_, i) => ({ ...at, message: `Number ${i} is empty.` }))
  const text = importReport({ ...emptyReport(), pictures, problems }, { dryRun: false, source: 'forum', on: 'page' })
  expect(text).toContain('Number 99 is empty.')
  expect(text).toMatch(/^ {2}and 30 more$/m)
  expect(text).toContain('3 still shown from the source')
  expect(text).not.toMatch(/--|Next:/)
})
