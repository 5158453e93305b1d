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
  // Acts on posts are called Reply, Edit, Accept, Undo accept, Boost, Copy link, Delete, Undo delete, Hide and Restore, everywhere.
  /\bBring (it )?back\b/,
  /\bTake the acceptance\b/,
  /\bHide it\b/,
  /\bAnswer (reply|this reply|the question)\b/,
  /\/\*\* Answers (the|a|an|whether|what|with|null|true|nothing)\b/,
]

/**
 * Stored values, columns, form fields and addresses of earlier versions go on working, so their names stay. Each is named with the files that may
 * use it.
 */
const keptNames: { name: RegExp; files: RegExp }[] = [
  // The form field by which an asker responds to a coverage.
  { name: /^verdict$/, files: /^lib\/web\/actions\/coverage\.ts$/ },
  // The value of `coverage.verdict` while the asker has said nothing, and the column of when they responded.
  { name: /^(unjudged|judgedAt|judged)$/, files: /./ },
  // The field of Meilisearch's documents for a thread's resolution: the index keeps its form.
  { name: /^standing$/, files: /^lib\/search\/engines\/meilisearch\/documents\.ts$/ },
  // Names of the version that the tests of an update begin with.
  { name: /^(rulings|verdict|judgeCoverage|giveAuthor)$/, files: /^(test|e2e)\/upgrade/ },
  // The address of the form up to version 0.1, which redirects.
  { name: /^judge$/, files: /^app\/threads\/\[id\]\/judge\/page\.tsx$/ },
]

const code = projectFiles(/\.(tsx?|mjs)$/).filter((file) => file !== 'test/words.test.ts')

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
    if (file === 'app/threads/[id]/judge/page.tsx') continue
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
    ...projectFiles(/\.tsx$/).map((file) => ({ file, text: readProject(file) })),
    ...projectFiles(/\.md$/)
      .filter((file) => file !== 'CONTRIBUTING.md')
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
