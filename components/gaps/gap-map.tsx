import { type GapRow, storedPeriod } from '@/lib/curation/gaps'
import { counted, deskCountedMax } from '@/lib/shared'
import { gapSentence, isTold, tileLines, trendShade, trendWords } from './gap-words'
import { tilesOf } from './tiles'

type Props = {
  gaps: GapRow[]
  /** How many there are, with those that were not read. */
  count: number
  chosen: number
  days: number
  /** Where a tile leads: to this page, with the gap chosen. */
  hrefOf: (id: number) => string
}

const large = { width: 832, height: 488, low: 240, most: 30, className: 'map-l' }
const small = { width: 358, height: 484, low: 240, most: 8, className: 'map-s' }
/** So few are shown in a lower map. */
const few = 3

/**
 * Gaps as a picture: the larger the more demand, the darker the more views are rising. Every tile is a link with its figures. There are two,
 * and the style shows the one that has room. A phone’s leads to the details, which are below it.
 */
export function GapMap({ gaps, count, chosen, days, hrefOf }: Props) {
  return (
    <div>
      <Tiles gaps={gaps} count={count} chosen={chosen} form={large} hrefOf={hrefOf} />
      <Tiles gaps={gaps} count={count} chosen={chosen} form={small} hrefOf={(id) => `${hrefOf(id)}#chosen`} />
      <Key gaps={gaps} days={days} />
    </div>
  )
}

function Tiles({ gaps, count, chosen, form, hrefOf }: Omit<Props, 'days'> & { form: typeof large }) {
  const { width, height: most, low, className } = form
  const height = gaps.length <= few ? low : most
  const shown = gaps.slice(0, form.most)
  const tiles = tilesOf(
    shown.map((gap) => ({ title: gap.title, demand: gap.demand, lines: tileLines(gap) })),
    width,
    height,
  )
  return (
    <div className={className}>
      <svg className="map" viewBox={`0 0 ${width} ${height}`} role="group" aria-label="Map of gaps">
        {tiles.map(({ rect, title, meta }, i) => {
          const gap = shown[i]
          if (!gap) return null
          const x = Math.round(rect.x + 10)
          return (
            <a
              key={gap.id}
              href={hrefOf(gap.id)}
              className={gap.id === chosen ? 'on' : undefined}
              aria-current={gap.id === chosen ? 'true' : undefined}
              aria-label={gapSentence(gap)}
            >
              <title>{gapSentence(gap)}</title>
              <rect className={`g${trendShade[gap.trend]}`} {...rounded(rect)} rx="2" />
              {title.map((line, n) => (
                <text key={n} x={x} y={Math.round(rect.y + 22 + 18 * n)}>
                  {line}
                </text>
              ))}
              {meta.map((line, n) => (
                <text key={line} className="m" x={x} y={Math.round(rect.y + 22 + 18 * title.length + 16 * n)}>
                  {line}
                </text>
              ))}
            </a>
          )
        })}
      </svg>
      {tiles.length < count && (
        <p className="meta mt-4">{`${count > deskCountedMax ? 'At least ' : ''}${counted(count - tiles.length, 'smaller gap is', 'smaller gaps are')} in the list alone.`}</p>
      )}
    </div>
  )
}

function rounded({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  const to = (n: number) => Math.round(n * 10) / 10
  return { x: to(x), y: to(y), width: to(width), height: to(height) }
}

const steps = ['falling', 'steady', 'rising', 'soaring'] as const

function Key({ gaps, days }: { gaps: GapRow[]; days: number }) {
  const isEarly = !gaps.some(({ trend }) => isTold(trend) || trend === 'steady')
  return (
    <p className="map-key meta">
      <span>{`Area: demand, from threads, views and searches of the last ${storedPeriod} days, whatever the period.`}</span>
      {isEarly ? (
        <span>Shade: nothing yet. Views have not been counted for long enough to compare them.</span>
      ) : (
        <>
          <span>{`Shade: views of ${days} days against the ${days} before`}</span>
          {steps.map((trend) => (
            <span key={trend}>
              <i className={`g${trendShade[trend]}`} />
              {trendWords[trend].toLowerCase()}
            </span>
          ))}
        </>
      )}
    </p>
  )
}
