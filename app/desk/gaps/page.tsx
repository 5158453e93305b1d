import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { ChosenGap } from '@/components/gaps/chosen-gap'
import { GapMap } from '@/components/gaps/gap-map'
import { DecidedGaps, GapTable } from '@/components/gaps/gap-table'
import { type GapChoice, GapTools, gapsAt } from '@/components/gaps/gap-tools'
import { NoGaps, NoneOfFirst } from '@/components/gaps/no-gaps'
import { requirePerson } from '@/components/shell/require-person'
import { Pager } from '@/components/ui/pager'
import { listTopics, placesOf } from '@/lib/community/topics'
import { countGaps, type GapRow, gapLists, gapPeriods, readGaps, storedPeriod } from '@/lib/curation/gaps'
import { countedTo, deskCountedMax, urls } from '@/lib/shared'
import { idOf, one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Gaps', robots: { index: false } }

/** Recurring questions that no live answer covers, so that editors see what to write next. */
export default async function GapsPage({ searchParams }: PageProps<'/desk/gaps'>) {
  const me = requirePerson(urls.deskGaps(), 'gap.change')
  const query = await searchParams
  const places = placesOf(await listTopics(me.viewer))
  const topic = places.find(({ slug }) => slug === one(query.topic))
  const choice: GapChoice = {
    show: gapLists.find((each) => each === one(query.show)) ?? 'open',
    topic: topic?.slug,
    days: gapPeriods.find((each) => String(each) === one(query.days)) ?? storedPeriod,
    asList: one(query.as) === 'list',
  }
  const after = one(query.after)
  const isMap = choice.show === 'open' && !choice.asList
  const topicId = topic?.id ?? null
  const [{ gaps, next }, counts] = await Promise.all([
    readGaps(me.viewer, { ...choice, topicId, after: isMap ? undefined : after }),
    countGaps(me.viewer, topicId),
  ])
  return (
    <DeskPage title="Gaps">
      <p className="deck">
        Questions that come up again and again, and that no canonical answer covers. Those with the most demand are worth writing first.
      </p>
      <GapTools choice={choice} counts={counts} places={places} />
      {gaps.length === 0 &&
        (next ? (
          <NoneOfFirst choice={choice} next={next} />
        ) : after && !isMap ? (
          <p className="quiet mt-4">Nothing more.</p>
        ) : (
          <NoGaps choice={choice} topic={topic?.label} />
        ))}
      {gaps.length > 0 && isMap && (
        <MapWithChoice gaps={gaps} chosen={idOf(one(query.gap) ?? '')} choice={choice} count={counts.open} me={me.person.id} />
      )}
      {gaps.length > 0 && !isMap && choice.show === 'open' && <GapTable gaps={gaps} days={choice.days} me={me.person.id} />}
      {gaps.length > 0 && choice.show !== 'open' && <DecidedGaps gaps={gaps} />}
      {!isMap && (
        <Pager
          newer={after ? gapsAt(choice) : null}
          older={next ? gapsAt(choice, { after: next }) : null}
          newerWord="First"
          olderWord="More"
        />
      )}
    </DeskPage>
  )
}

type MapProps = { gaps: GapRow[]; chosen: number | null; choice: GapChoice; count: number; me: number }

function MapWithChoice({ gaps, chosen, choice, count, me }: MapProps) {
  const gap = gaps.find(({ id }) => id === chosen) ?? gaps[0]
  if (!gap) return null
  return (
    <section aria-labelledby="h-map">
      <div className="sec-head">
        <h2 id="h-map">What to write next</h2>
        <p className="meta">{countedTo(deskCountedMax, count, ['gap', 'gaps'])}</p>
      </div>
      <div className="gap-map">
        <GapMap gaps={gaps} count={count} chosen={gap.id} days={choice.days} hrefOf={(id) => gapsAt(choice, { gap: String(id) })} />
        <ChosenGap gap={gap} days={choice.days} me={me} />
      </div>
    </section>
  )
}
