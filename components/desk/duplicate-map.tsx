import type { DuplicateGroup } from '@/lib/curation/duplicates'
import { counted } from '@/lib/shared'

const cell = 120
const perRow = 6
const ring = 34

/**
 * The groups as a picture. Each circle is a thread, larger if it is read more; a line joins two similar threads, thicker if they are more
 * similar. Each group links to its place in the list, which says the same in words.
 */
export function DuplicateMap({ groups }: { groups: DuplicateGroup[] }) {
  const most = Math.max(1, ...groups.flatMap(({ threads }) => threads.map(({ viewCount }) => viewCount)))
  const rows = Math.ceil(groups.length / perRow)
  return (
    <svg className="dup-map" viewBox={`0 0 ${cell * perRow} ${cell * rows}`} role="group" aria-label="Map of duplicates">
      {groups.map((group, g) => {
        const [x, y] = [(g % perRow) * cell + cell / 2, Math.floor(g / perRow) * cell + cell / 2]
        const places = placesOf(group.threads.length, x, y)
        return (
          <a
            key={group.threads[0]?.id}
            href={`#g${g + 1}`}
            aria-label={`Group ${g + 1}: ${counted(group.threads.length, 'thread', 'threads')}, ${group.threads[0]?.title}`}
          >
            <title>{`${group.threads[0]?.title} (${counted(group.threads.length, 'thread', 'threads')}, ${counted(group.views, 'view', 'views')})`}</title>
            <rect x={x - cell / 2 + 4} y={y - cell / 2 + 4} width={cell - 8} height={cell - 8} />
            {group.ties.map(({ a, b, similarity }) => {
              const [from, to] = [places[a], places[b]]
              return from && to ? (
                <line key={`${a}-${b}`} x1={from.x} y1={from.y} x2={to.x} y2={to.y} strokeWidth={Math.max(1, (similarity - 0.5) * 10)} />
              ) : null
            })}
            {group.threads.map((thread, i) => (
              <circle
                key={thread.id}
                className={`dup-${thread.resolution}`}
                cx={places[i]?.x}
                cy={places[i]?.y}
                r={4 + 10 * Math.sqrt(thread.viewCount / most)}
              />
            ))}
            <text x={x - cell / 2 + 12} y={y - cell / 2 + 20}>
              {g + 1}
            </text>
          </a>
        )
      })}
    </svg>
  )
}

/** The most read thread is in the middle, the others around it; two are side by side. */
function placesOf(count: number, x: number, y: number): { x: number; y: number }[] {
  if (count === 2)
    return [
      { x: x - ring / 2 - 6, y },
      { x: x + ring / 2 + 6, y },
    ]
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return { x, y }
    const angle = (2 * Math.PI * (i - 1)) / (count - 1) - Math.PI / 2
    return { x: Math.round(x + ring * Math.cos(angle)), y: Math.round(y + ring * Math.sin(angle)) }
  })
}
