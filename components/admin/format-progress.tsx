import type { SearchIndexView } from '@/lib/administration'
import { fullCount } from '@/lib/shared'

/** How far the worker is with preparing texts for their first readers, after an import or an update. */
export function FormatProgress({ formatting: { running, done, total } }: { formatting: SearchIndexView['formatting'] }) {
  if (!running) return null
  return (
    <p className="mt-4">
      <label htmlFor="formatted">
        Pages are being prepared for their first readers, the newest first: {fullCount(done)} of {fullCount(total)} threads and answers.
        Reading works meanwhile, a little more slowly.
      </label>
      <progress id="formatted" className="progress" value={done} max={Math.max(total, 1)} />
    </p>
  )
}
