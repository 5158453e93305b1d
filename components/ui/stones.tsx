export type ResolutionName = 'unanswered' | 'answered' | 'covered'

/** How a resolution is called where a word must do. */
export const resolutionNames: Record<ResolutionName, string> = { covered: 'Covered', answered: 'Answered', unanswered: 'Unanswered' }

const labels = { unanswered: 'Unanswered', answered: 'Answered', covered: 'Covered by a canonical answer' }
const stones = { unanswered: 1, answered: 2, covered: 3 }

/** The state of a thread as a pile of stones. `silent` if words beside it say the same. */
export function Stones({ resolution, silent = false }: { resolution: ResolutionName; silent?: boolean }) {
  const n = stones[resolution]
  return (
    <svg className={`st st-${n}`} {...(silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': labels[resolution] })}>
      <use href={`/icons.svg#s${n}`} />
    </svg>
  )
}

/** A picture of public/icons.svg. Screen readers skip it. */
export function Icon({ name, className }: { name: string; className?: string }) {
  return (
    <svg className={className} aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  )
}
