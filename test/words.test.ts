import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { commentsOf, projectFiles, readProject, withoutText } from './project-text'

/**
 * Words that the code once used for things that have a usual name (docs/glossary.md says which). In identifiers and file names they
 * are refused, also as a part: `queryMeaning`, a file named judge. In prose most of them are ordinary English.
 */
const retiredWords =
  /^(meanings?|understudy|understudies|standing|verdicts?|rulings?|judges?|judged|unjudged|judgement|deeds?|mends?|mended|anew|likeness|nearness|togetherness)$/
/** Retired as a whole: each of their words is ordinary. */
const retiredNames =
  /^(changeCovered|changeIndexed(Of)?|Concept|fromCode|gainMaxOf|giveAuthor|handOver|heldMin|keepHouse|keepMirror|keepVectors|Mine|partsOf|probedCells|readMine|shareHeldOf|spreadOf|toCode)$/
/** Retired as the name of a function; pages use them as words. */
const retiredFunctions = /(?:\bfunction |\bconst |\bawait |[=(,] ?)(settle|telling|understand|weighed)\b(?= ?[(=:])/g

/** Sentences and turns that a reader must read twice. */
const retiredPhrases = [
  /\bwhoever\b/i,
  /\banew\b/i,
  /\bways? of asking\b/i,
  /\bwith the way back\b/i,
  /\b(by|in|of) meaning\b/i,
  /\bgive texts their meaning\b/i,
  /\btexts get their meaning\b/i,
  /\bwhat one may not see\b/i,
  /\bgives way to the one\b/i,
  /\bnot the same people see\b/i,
  /\bwhat it covers is open again\b/i,
  /\brules that it stands\b/i,
  /\b(page|form|topic|list|thread|text) (it|they) stands? (on|in)\b/i,
  /\bstands? (in|on|beside|behind) (the|a|this|that|other|every|many|some)\b/i,
  /\bworks? out (every|all)\b/i,
  /\/\*\* Answers (the|a|an|whether|what|with|null|true|nothing)\b/,
]

/**
 * Stored values, columns, form fields and addresses of earlier versions go on working, so their names stay. Each is named with the files that may
 * use it.
 */
const keptNames: { name: RegExp; files: RegExp }[] = [
  // The form field by which an asker responds to a coverage.
  { name: /^verdict$/, files: /^lib\/web\/actions\/answers\.ts$/ },
  // The value of `coverage.verdict` while the asker has said nothing, and the column of when they responded.
  { name: /^(unjudged|judgedAt|judged)$/, files: /./ },
  // The address of the form up to version 0.1, which redirects.
  { name: /^judge$/, files: /^app\/threads\/\[id\]\/judge\/page\.tsx$/ },
]

/** Still being renamed. Delete a line when its files are done. */
const leftovers = [
  'lib/search/',
  'lib/curation/embedding/',
  'lib/curation/related/',
  'lib/curation/ask/',
  'lib/curation/duplicates/',
  'lib/curation/desk/',
  'lib/administration/',
  'lib/web/',
  'lib/worker/',
  'lib/community/threads/',
  'app/admin/',
  'app/desk/',
  'app/search/',
  'app/threads/[id]/',
  'components/admin/meaning-facts.tsx',
  'components/desk/',
  'components/shell/instant-results.tsx',
  'components/threads/',
  'components/shell/use-',
  'components/viewer/',
  'e2e/upgrade.spec.ts',
  'test/upgrade/',
  'tools/mutate/',
  'e2e/search-index.spec.ts',
  'e2e/support/act.ts',
  'test/embeddings.ts',
  'tools/bench/',
  'tools/cli/bench-command.ts',
  'tools/evaluate/',
  'docs/search.md',
  'docs/decisions/0006-',
  'docs/decisions/0012-',
  'docs/decisions/0013-',
  'docs/decisions/0014-',
  'docs/decisions/0024-',
]

const isLeftOver = (file: string) => leftovers.some((prefix) => file.startsWith(prefix))
const code = projectFiles(/\.(tsx?|mjs)$/).filter((file) => !isLeftOver(file) && file !== 'test/words.test.ts')

/** `queryMeaning` → query, meaning. Names of the database, with underscores, are not ours to change. */
const wordsOf = (name: string) =>
  name.includes('_') ? [] : name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word) => word.toLowerCase())

const isRetired = (name: string) => retiredNames.test(name) || wordsOf(name).some((word) => retiredWords.test(word))

test('an identifier has no retired word', () => {
  expect(isRetired('queryMeaning') && isRetired('SearchStanding') && isRetired('keepHouse') && !isRetired('meant')).toBe(true)
  for (const file of code) {
    const source = withoutText(readProject(file))
    const functions = [...source.matchAll(retiredFunctions)].map(([, name]) => name)
    expect.soft(functions, `${file}: see docs/glossary.md`).toEqual([])
    const names = new Set(source.match(/[A-Za-z][\w$]*/g))
    for (const name of names) {
      if (!isRetired(name) || keptNames.some((kept) => kept.name.test(name) && kept.files.test(file))) continue
      expect.soft(name, `${file} uses a retired name: see docs/glossary.md`).toBe('')
    }
  }
})

test('a file has no retired word in its name', () => {
  for (const file of projectFiles(/./)) {
    if (isLeftOver(file) || file === 'app/threads/[id]/judge/page.tsx') continue
    const words = path.basename(file).split(/[-.]/)
    expect
      .soft(
        words.filter((word) => retiredWords.test(word)),
        file,
      )
      .toEqual([])
  }
})

test('texts use plain turns of phrase', () => {
  const prose = [
    ...code.map((file) => ({ file, text: commentsOf(readProject(file)) })),
    ...projectFiles(/\.tsx$/)
      .filter((file) => !isLeftOver(file))
      .map((file) => ({ file, text: readProject(file) })),
    ...projectFiles(/\.md$/)
      .filter((file) => !isLeftOver(file) && file !== 'CONTRIBUTING.md')
      .map((file) => ({ file, text: readProject(file) })),
  ]
  expect(prose.length).toBeGreaterThan(100)
  for (const { file, text } of prose) {
    const joined = text.replace(/\s+(\*(?!\/)\s*|\/\/\s*)?/g, ' ')
    for (const phrase of retiredPhrases) {
      const found = phrase.exec(joined)
      if (found) expect.soft(joined.slice(Math.max(0, found.index - 40), found.index + 60), `${file} matches ${phrase}`).toBe('')
    }
  }
})

test('the lists name what there is', () => {
  for (const prefix of leftovers) {
    const folder = path.resolve(import.meta.dirname, '..', path.dirname(`${prefix}x`))
    expect(fs.existsSync(folder), prefix).toBe(true)
  }
})
