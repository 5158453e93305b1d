import type { ThreadView } from '@/lib/community/threads'
import { urls } from '@/lib/shared'

/** Says which threads ask the same as this one. */
export function SameAs({ threads }: { threads: ThreadView['sameAs'] }) {
  return threads.map((same) => (
    <p className="sys same-as" key={same.id}>
      <span />
      <span>
        Asks the same as{' '}
        <a href={urls.thread(same)} dir="auto">
          {same.title}
        </a>
        .
      </span>
    </p>
  ))
}
