import fs from 'node:fs'
import path from 'node:path'
import { markdownAttacks } from '../../tools/bench/attacks'
import { own } from './hostile'

/** Texts that attack a page that shows them: our own, and those of CAIRN_EVAL_DIR where it is set. */
export function hostileTexts(): string[] {
  const texts = [...own, ...Object.values(markdownAttacks).map((make) => make(3_000))]
  const dir = process.env.CAIRN_EVAL_DIR
  const folder = dir && path.join(dir, 'bad-input')
  if (!folder || !fs.existsSync(folder)) return texts
  for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(json|txt)$/.test(file) || fs.statSync(path.join(folder, file)).size > 2_000_000) continue
    const content = fs.readFileSync(path.join(folder, file), 'utf8')
    texts.push(...(file.endsWith('.json') ? stringsOf(JSON.parse(content)) : content.split(/\n{2,}/)))
  }
  return [...new Set(texts)].filter((text) => text.trim())
}

/** Every string of a JSON file, and recipes of repetition written out. */
function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) {
    const isRecipe =
      value.length > 0 && value.every((part) => Array.isArray(part) && typeof part[0] === 'string' && typeof part[1] === 'number')
    // Whole ones are in the growth measurements; here it is what they show that counts.
    if (isRecipe) return [value.map(([text, times]) => text.repeat(Math.min(times, 500))).join('')]
    return value.flatMap(stringsOf)
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : []
}

/** A sample that is the same in every run: so many, evenly spread. */
export function sampleOf(texts: string[], count: number): string[] {
  const step = Math.max(1, texts.length / count)
  return Array.from({ length: Math.min(count, texts.length) }, (_, i) => texts[Math.floor(i * step)] as string)
}
