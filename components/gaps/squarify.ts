export type Rect = { x: number; y: number; width: number; height: number }

/**
 * Returns a rectangle for each weight, the largest first, that together fill the area; as near to squares as can be (Bruls, Huizing and
 * van Wijk, Squarified treemaps, 2000). Weights are positive and fall.
 */
export function squarify(weights: number[], area: Rect): Rect[] {
  const scale = (area.width * area.height) / weights.reduce((sum, weight) => sum + weight, 0)
  const sizes = weights.map((weight) => weight * scale)
  const done: Rect[] = []
  let rest = area
  while (done.length < sizes.length) {
    const side = Math.min(rest.width, rest.height)
    let row = sizes.slice(done.length, done.length + 1)
    for (let next = row; done.length + next.length <= sizes.length; next = sizes.slice(done.length, done.length + next.length + 1)) {
      if (worstOf(next, side) > worstOf(row, side)) break
      row = next
      if (done.length + row.length === sizes.length) break
    }
    const thickness = row.reduce((sum, size) => sum + size, 0) / side
    done.push(...placed(row, rest, thickness))
    rest =
      rest.width >= rest.height
        ? { ...rest, x: rest.x + thickness, width: Math.max(0, rest.width - thickness) }
        : { ...rest, y: rest.y + thickness, height: Math.max(0, rest.height - thickness) }
  }
  return done
}

/** How far from a square the worst of a row is. */
function worstOf(row: number[], side: number): number {
  const sum = row.reduce((total, size) => total + size, 0)
  return Math.max((side ** 2 * Math.max(...row)) / sum ** 2, sum ** 2 / (side ** 2 * Math.min(...row)))
}

/** A row along the shorter side: below each other where the area is wide, else beside each other. */
function placed(row: number[], { x, y, width, height }: Rect, thickness: number): Rect[] {
  let at = 0
  return row.map((size) => {
    const length = size / thickness
    const rect = width >= height ? { x, y: y + at, width: thickness, height: length } : { x: x + at, y, width: length, height: thickness }
    at += length
    return rect
  })
}
