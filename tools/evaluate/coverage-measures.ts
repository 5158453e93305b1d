import { type CoverageRun, halfOf, type LabelledCoverage } from './coverage'

/** Precision and recall of what is shown from a threshold on. `sameTitle` is how many of the wrong ones have the title of the answer. */
export type CoverageFigures = { shown: number; right: number; precision: number; recall: number; sameTitle: number }

/** Measures what is shown from a threshold on: of all answers, or of those of one half. */
export function coverageFigures({ looked, total }: CoverageRun, threshold: number, half?: 0 | 1): CoverageFigures {
  const shown = looked.filter((each) => each.likelihood >= threshold && isIn(each, half))
  const right = shown.filter(({ isRight }) => isRight).length
  const settled = half === undefined ? total[0] + total[1] : total[half]
  return {
    shown: shown.length,
    right,
    precision: shown.length === 0 ? 1 : right / shown.length,
    recall: settled === 0 ? 0 : right / settled,
    sameTitle: shown.filter(({ isRight, isSameTitle }) => !isRight && isSameTitle).length,
  }
}

/** Returns the lowest threshold, in hundredths, from which at least this share of what is shown in the first half is right; 1 where none is. */
export function thresholdFor(run: CoverageRun, precision: number): number {
  for (let hundredths = 1; hundredths < 100; hundredths++) {
    const from = hundredths / 100
    if (coverageFigures(run, from, 0).precision >= precision) return from
  }
  return 1
}

function isIn({ answer }: LabelledCoverage, half: 0 | 1 | undefined): boolean {
  return half === undefined || halfOf(answer.id) === half
}
