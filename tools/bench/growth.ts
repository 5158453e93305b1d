import { boundExceeded, excerpt, plainText, sectionsOf, withoutQuotes, withoutTags } from '../../lib/content'
import { commentToMarkdown, diffTexts, htmlToMarkdown, rawToMarkdown, renderMarkdown } from '../../lib/content/parsers'
import { analyse, parseQuery } from '../../lib/search/measuring'
import { bodyLengthMax, slugOf, tagNameOf } from '../../lib/shared'
import { bbcodeAttacks, htmlAttacks, markdownAttacks, plainAttacks } from './attacks'

type Attacks = Record<string, (n: number) => string>

/** Everything whose time depends on outside input, with the attacks on it. */
const subjects: Record<string, { run(text: string): unknown; attacks: Attacks }> = {
  'Markdown to HTML': { run: renderMarkdown, attacks: markdownAttacks },
  'bounds of Markdown': { run: boundExceeded, attacks: markdownAttacks },
  'sections of an answer': { run: (text) => sectionsOf(text, {}), attacks: markdownAttacks },
  'Markdown to words': { run: (text) => plainText(withoutQuotes(text)), attacks: { ...markdownAttacks, ...plainAttacks } },
  'HTML to Markdown': { run: htmlToMarkdown, attacks: htmlAttacks },
  'a typed post of Discourse to Markdown': { run: rawToMarkdown, attacks: { ...markdownAttacks, ...bbcodeAttacks } },
  'a comment of Stack Exchange to Markdown': { run: commentToMarkdown, attacks: markdownAttacks },
  'HTML to words': { run: withoutTags, attacks: htmlAttacks },
  'comparing texts': { run: (text) => diffTexts(text, text.replaceAll('a', 'b')), attacks: { ...markdownAttacks, ...plainAttacks } },
  'words of a text': { run: analyse, attacks: plainAttacks },
  'a query taken apart': { run: parseQuery, attacks: plainAttacks },
  'an address from a title': { run: slugOf, attacks: plainAttacks },
  'a tag from its label': { run: tagNameOf, attacks: plainAttacks },
  'an excerpt': { run: (text) => excerpt(text, 200), attacks: plainAttacks },
}

/** One subject under one attack: milliseconds of CPU by size, the highest, and the exponent of growth. */
export type Growth = { subject: string; attack: string; ms: number[]; most: number; exponent: number | null }

const sizes = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1].map((share) => share * bodyLengthMax)
/** Shorter runs are noise: only longer ones give an exponent. */
const measurableMs = 40
/** A subject that takes this long at one size does not get the next. */
const enoughMs = 5_000

/**
 * Gives growing input to everything that parses. The exponent is the steepest step between two sizes that both take long enough to be
 * measured: 1 is linear, 2 is quadratic, below 1 a bound holds. Null if all runs were too short.
 */
export async function benchGrowth(progress: (done: number, total: number) => void = () => {}): Promise<Growth[]> {
  const all = Object.entries(subjects).flatMap(([subject, { run, attacks }]) =>
    Object.entries(attacks).map(([attack, make]) => ({ subject, run, attack, make })),
  )
  const figures: Growth[] = []
  for (const { subject, run, attack, make } of all) {
    const ms: number[] = []
    for (const size of sizes) {
      const text = make(size)
      const before = process.cpuUsage()
      await run(text)
      const used = process.cpuUsage(before)
      ms.push((used.user + used.system) / 1000)
      if ((ms.at(-1) as number) > enoughMs) break
    }
    figures.push({ subject, attack, ms, most: Math.max(...ms), exponent: steepest(ms) })
    progress(figures.length, all.length)
  }
  return figures
}

function steepest(ms: number[]): number | null {
  const steps = ms.slice(1).flatMap((later, i) => {
    const earlier = ms[i] as number
    return earlier >= measurableMs ? [Math.log2(later / earlier)] : []
  })
  return steps.length > 0 ? Math.max(...steps) : null
}
