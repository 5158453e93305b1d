import type { SearchIndexView } from '@/lib/administration'
import { fullCount } from '@/lib/shared'

/** How far the worker is with reading all posts again, after an update of the program or of Node. */
export function AnalysisProgress({ analysis: { running, done, total } }: { analysis: SearchIndexView['analysis'] }) {
  if (!running) return null
  return (
    <p className="mt-4">
      <label htmlFor="analysed">
        Posts are being read again, because an update has changed how words are found: {fullCount(done)} of {fullCount(total)}. Search works
        meanwhile.
      </label>
      <progress id="analysed" className="progress" value={done} max={Math.max(total, 1)} />
    </p>
  )
}
