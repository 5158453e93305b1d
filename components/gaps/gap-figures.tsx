import { FullTime } from '@/components/ui/time'
import type { GapRow } from '@/lib/curation/gaps'
import { fullCount } from '@/lib/shared'
import { trendWords } from './gap-words'

/** The figures of a gap, each with its name. */
export function GapFigures({ gap, days }: { gap: GapRow; days: number }) {
  return (
    <dl className="facts">
      <Fact name="Threads">{fullCount(gap.threads)}</Fact>
      <Fact name="Without an accepted reply">{fullCount(gap.unanswered)}</Fact>
      <Fact name={`Views in ${days} days`}>{fullCount(gap.views)}</Fact>
      <Fact name={`Against the ${days} before`}>{trendWords[gap.trend]}</Fact>
      {gap.searches > 0 && <Fact name="Searches in 90 days">{fullCount(gap.searches)}</Fact>}
      <Fact name="First asked">
        <FullTime date={gap.firstAsked} />
      </Fact>
      <Fact name="Last asked">
        <FullTime date={gap.lastAsked} />
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
