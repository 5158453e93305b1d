import { upTo } from '@/components/desk/desk-parts'
import { Tabs } from '@/components/ui/tabs'
import type { GapList, GapPeriod } from '@/lib/curation/gaps'
import { gapLists, gapPeriods, storedPeriod } from '@/lib/curation/gaps'
import { urls } from '@/lib/shared'

/** What the page of gaps shows, as its address says it. */
export type GapChoice = { show: GapList; topic: string | undefined; days: GapPeriod; asList: boolean }

const names: Record<GapList, string> = { open: 'Open', covered: 'Covered', dismissed: 'Not a gap' }

/** Returns the address that shows this, without what goes without saying. */
export function gapsAt({ show, topic, days, asList }: GapChoice, more: { after?: string; gap?: string } = {}): string {
  const isOpen = show === 'open'
  return urls.deskGaps({
    show: isOpen ? undefined : show,
    topic,
    days: isOpen && days !== storedPeriod ? String(days) : undefined,
    as: isOpen && asList ? 'list' : undefined,
    ...more,
  })
}

type Props = { choice: GapChoice; counts: Record<GapList, number>; places: { slug: string; label: string }[] }

/** Chooses what is shown: state, topic, period, and whether it is a map or a list. */
export function GapTools({ choice, counts, places }: Props) {
  const isOpen = choice.show === 'open'
  return (
    <>
      <Tabs
        label="States"
        at={choice.show}
        tabs={gapLists.map((show) => ({
          key: show,
          href: gapsAt({ ...choice, show }),
          label: names[show],
          count: upTo(counts[show]),
        }))}
      />
      <form className="gap-tools" method="get" action={urls.deskGaps()}>
        {!isOpen && <input type="hidden" name="show" value={choice.show} />}
        {choice.asList && <input type="hidden" name="as" value="list" />}
        <label>
          <span className="lab">Topic</span>
          <select className="field" name="topic" defaultValue={choice.topic ?? ''}>
            <option value="">All topics</option>
            {places.map(({ slug, label }) => (
              <option key={slug} value={slug}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {isOpen && (
          <label>
            <span className="lab">Period</span>
            <select className="field" name="days" defaultValue={choice.days}>
              {gapPeriods.map((days) => (
                <option key={days} value={days}>{`${days} days`}</option>
              ))}
            </select>
          </label>
        )}
        <button className="btn" type="submit">
          Show
        </button>
        {isOpen && (
          <a className="link as" href={gapsAt({ ...choice, asList: !choice.asList })}>
            {choice.asList ? 'As a map' : 'As a list'}
          </a>
        )}
        {isOpen && (
          <p className="hint">{`The period changes views and trend. Gaps are ordered by demand of the last ${storedPeriod} days.`}</p>
        )}
      </form>
    </>
  )
}
