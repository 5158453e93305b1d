'use client'

import { lazy, Suspense } from 'react'
import type { ToldPart } from './told-parts'
import { useViewer } from './use-viewer'

/** What the parts look like is loaded when /viewer has told something: visitors load nothing of it. Without a connection they stay away. */
const Part = lazy(() =>
  import('./told-parts').then(
    ({ Part }) => ({ default: Part }),
    () => ({ default: Nothing }),
  ),
)
const Nothing: typeof import('./told-parts').Part = () => null

/** A part of a cached page that is there for some of its readers. `viewer` is the address that tells for whom. */
export function Told({ viewer, part }: { viewer: string; part: ToldPart }) {
  const thread = useViewer(viewer)?.thread
  return (
    thread && (
      <Suspense>
        <Part thread={thread} part={part} />
      </Suspense>
    )
  )
}
