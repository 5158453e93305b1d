import { evaluateNoLongerWorks } from '../evaluate'

/** Measures how well replies that say something fails are told from others, at three thresholds. */
export async function noLongerWorksCommand(dir: string, { labels, json }: { labels?: string; json?: boolean }): Promise<void> {
  const figures = await evaluateNoLongerWorks(dir, labels)
  if (json) {
    process.stdout.write(`${JSON.stringify(figures)}\n`)
    return
  }
  process.stdout.write(`${figures.replies} replies, of which ${figures.fails} say that something fails\n`)
  process.stdout.write('from    said  precision  recall  accuracy\n')
  for (const { from, said, precision, recall, accuracy } of figures.thresholds)
    process.stdout.write(
      `${from.toFixed(2)}  ${String(said).padStart(6)}  ${precision.toFixed(3).padStart(9)}  ${recall.toFixed(3).padStart(6)}  ${accuracy.toFixed(3).padStart(8)}\n`,
    )
}
