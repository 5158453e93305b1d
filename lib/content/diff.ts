import { diffArrays, diffWordsWithSpace } from 'diff'
import { type DiffBlock, wholeTexts } from './diff-blocks'

/** Paragraphs that are less similar are shown whole, because a comparison by word would be unreadable. */
const similarityMin = 0.35
/**
 * The time to compare grows with the square of the differences. Above these limits, the rest is shown as whole paragraphs. The
 * limits count differences, not time, so that a busy machine shows the same as an idle one. Both take a few hundred
 * milliseconds.
 */
const paragraphEditsMax = 2_000
const wordStepsMax = 4_000_000

/** Texts with more paragraphs are shown whole, because nobody can read a page of a hundred thousand blocks. */
const paragraphsMax = 4_000

/** Compares two Markdown texts by paragraph, and changed paragraphs by word. */
export function diffTexts(before: string, after: string): DiffBlock[] {
  const [old, present] = [paragraphsOf(before), paragraphsOf(after)]
  if (old.length > paragraphsMax || present.length > paragraphsMax) return wholeTexts(before, after)
  const budget = { steps: wordStepsMax }
  const changes = diffArrays(old, present, { maxEditLength: paragraphEditsMax }) ?? [
    { value: old, removed: true, added: false, count: 0 },
    { value: present, removed: false, added: true, count: 0 },
  ]
  const blocks: DiffBlock[] = []
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i]
    const next = changes[i + 1]
    if (!change) continue
    if (change.removed && next?.added) {
      blocks.push(...pairUp(change.value, next.value, budget))
      i++
    } else {
      const kind = change.added ? 'added' : change.removed ? 'removed' : 'same'
      blocks.push(...change.value.map((text) => ({ kind, text }) as DiffBlock))
    }
  }
  return blocks
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
}

function pairUp(removed: string[], added: string[], budget: { steps: number }): DiffBlock[] {
  const blocks: DiffBlock[] = []
  for (let i = 0; i < Math.max(removed.length, added.length); i++) {
    const before = removed[i]
    const after = added[i]
    if (before !== undefined && after !== undefined) blocks.push(...compared(before, after, budget))
    else if (before !== undefined) blocks.push({ kind: 'removed', text: before })
    else if (after !== undefined) blocks.push({ kind: 'added', text: after })
  }
  return blocks
}

function compared(before: string, after: string, budget: { steps: number }): DiffBlock[] {
  const editsMax = Math.floor(Math.sqrt(budget.steps))
  const words = diffWordsWithSpace(before, after, { maxEditLength: editsMax }) ?? []
  const edits = words.reduce((sum, word) => sum + (word.added || word.removed ? word.count : 0), 0)
  budget.steps -= (words.length > 0 ? edits : editsMax) ** 2
  const same = words.filter((word) => !word.added && !word.removed).reduce((sum, word) => sum + word.value.length, 0)
  if (same / Math.max(before.length, after.length) < similarityMin) return wholeTexts(before, after)
  return [
    {
      kind: 'changed',
      pieces: words.map((word) => ({ text: word.value, change: word.added ? 'added' : word.removed ? 'removed' : 'same' })),
    },
  ]
}
