import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { GapList } from '@/components/searches/gap-list'
import { SearchesNav } from '@/components/searches/searches-nav'
import { requirePerson } from '@/components/shell/require-person'
import { Say } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { countSearchGaps, type GapState, gapStates, readSearchGaps } from '@/lib/curation/search-gaps'
import { countedDays, rareCountedMax } from '@/lib/search'
import { fullCount, urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Search gaps', robots: { index: false } }

const names: Record<GapState, string> = { open: 'Open', closed: 'Closed', dismissed: 'Not a gap' }
const empty: Record<GapState, string> = {
  open: 'Nothing that several people searched for was searched in vain.',
  closed: 'No gap was closed yet.',
  dismissed: 'Nobody has said yet that searches are no gap.',
}
const done: Record<string, string> = {
  dismiss: 'Noted: it is no gap.',
  answer: 'Closed. Its page is among the first three that a visitor finds.',
}

/** What people search for in vain, so that editors know what is missing or said in other words. */
export default async function SearchesPage({ searchParams }: PageProps<'/desk/searches'>) {
  const me = requirePerson(urls.deskSearches(), 'search.gaps')
  const query = await searchParams
  const state = gapStates.find((each) => each === one(query.show)) ?? 'open'
  const after = one(query.after)
  const [{ gaps, next }, counts] = await Promise.all([readSearchGaps(me.viewer, { state, after }), countSearchGaps(me.viewer)])
  const notice = done[one(query.done) ?? '']
  const show = state === 'open' ? undefined : state
  return (
    <DeskPage title="Search gaps">
      <SearchesNav at={urls.deskSearches()} />
      {notice && <Say>{notice}</Say>}
      <p className="deck">
        {`What people searched for in the last ${countedDays} days and found nothing, opened nothing, or asked again at once. Searches that mean the same are together.`}
      </p>
      <Tabs
        label="States"
        at={state}
        tabs={gapStates.map((key) => ({
          key,
          href: urls.deskSearches({ show: key === 'open' ? undefined : key }),
          label: names[key],
          count: fullCount(counts[key]),
        }))}
      />
      {gaps.length === 0 ? <p className="quiet mt-4">{after ? 'Nothing more.' : empty[state]}</p> : <GapList gaps={gaps} />}
      <Pager
        newer={after ? urls.deskSearches({ show }) : null}
        older={next ? urls.deskSearches({ show, after: next }) : null}
        newerWord="First"
        olderWord="More"
      />
      {state === 'open' && <Rare count={counts.rare} />}
    </DeskPage>
  )
}

function Rare({ count }: { count: number }) {
  if (count === 0) return null
  const shown = count > rareCountedMax ? `More than ${fullCount(rareCountedMax)} rarer searches` : rarer(count)
  return (
    <p className="meta mt-4">
      {`${shown} found nothing useful, too. Their words are not shown: what few people search for is their own business.`}
    </p>
  )
}

function rarer(count: number): string {
  return count === 1 ? 'One rarer search' : `${fullCount(count)} rarer searches`
}
