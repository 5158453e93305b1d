import type { Use } from '@/lib/evidence'
import { urls } from '@/lib/shared'

/** The canonical answers that cite a post, or an answer. */
export function UsedIn({ uses }: { uses: Use[] }) {
  if (uses.length === 0) return null
  return (
    <p className="used meta">
      Used in{' '}
      {uses.map(({ id, slug, title }, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <a href={urls.answer(slug)} dir="auto">
            {title}
          </a>
        </span>
      ))}
    </p>
  )
}
