import { Tabs } from '@/components/ui/tabs'
import { countedMax, type QueueCounts } from '@/lib/curation/reports'
import { urls } from '@/lib/shared'

/** Kinds of cases, in the order of the tabs. */
export const caseKinds = ['report', 'appeal', 'held', 'suspension'] as const

const names: Record<(typeof caseKinds)[number], string> = {
  report: 'Reports',
  appeal: 'Appeals',
  held: 'Held posts',
  suspension: 'Suspensions',
}

type Props = { counts: QueueCounts; show: (typeof caseKinds)[number] | null }

/** Chooses the kind of cases that the queue shows, each with how many are open. */
export function QueueTabs({ counts, show }: Props) {
  return (
    <Tabs
      label="Kinds of cases"
      at={show ?? 'all'}
      tabs={[
        { key: 'all', href: urls.deskReports(), label: 'All', count: countWords(sumOf(counts)) },
        ...caseKinds.map((kind) => ({
          key: kind,
          href: urls.deskReports({ show: kind }),
          label: names[kind],
          count: countWords(counts[kind]),
        })),
      ]}
    />
  )
}

/** All open cases together. */
export function sumOf(counts: QueueCounts): number {
  return caseKinds.reduce((sum, kind) => sum + counts[kind], 0)
}

/** A count that is counted up to a bound. */
export function countWords(count: number): string {
  return count > countedMax ? `${countedMax}+` : String(count)
}
