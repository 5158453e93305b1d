import { expect, test } from 'vitest'
import { squarify } from './squarify'
import { tilesOf } from './tiles'

const area = { x: 0, y: 0, width: 600, height: 400 }

test('tiles fill the area, have the size of their weight, and don’t overlap', () => {
  const weights = [60, 60, 40, 30, 20, 20, 10]
  const rects = squarify(weights, area)
  const unit = (600 * 400) / 240
  for (const [i, { width, height }] of rects.entries()) expect(width * height).toBeCloseTo((weights[i] as number) * unit)
  for (const [i, a] of rects.entries()) {
    expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= 600.001 && a.y + a.height <= 400.001).toBe(true)
    for (const b of rects.slice(i + 1)) {
      const apart =
        a.x + a.width <= b.x + 0.001 || b.x + b.width <= a.x + 0.001 || a.y + a.height <= b.y + 0.001 || b.y + b.height <= a.y + 0.001
      expect(apart).toBe(true)
    }
  }
  for (const { width, height } of rects) expect(Math.max(width / height, height / width)).toBeLessThan(3)
})

test('one tile is the whole area', () => {
  expect(squarify([5], area)).toEqual([area])
})

const gap = (title: string, demand: number) => ({ title, demand, lines: [['2 threads'], ['since 2024']] })

test('a title that does not fit its tile is a rank, and what would be too small to press is left out', () => {
  const tiles = tilesOf(
    [gap('A short title', 1000), gap('A much longer title that no small tile has room for at all', 100), gap('Tiny', 0.01)],
    600,
    400,
  )
  expect(tiles).toHaveLength(2)
  expect(tiles[0]).toMatchObject({ title: ['A short title'], meta: ['2 threads', 'since 2024'] })
  expect(tiles[1]).toMatchObject({ title: ['2'], meta: [] })
})

test('a long word is broken, and a long title ends by an ellipsis where there is room for two lines of it', () => {
  const of = (title: string, height: number) => tilesOf([gap(title, 1)], 100, height)[0]?.title
  expect(of('NavigationMeshes help', 400)).toEqual(['Navigation', 'Meshes', 'help'])
  expect(of('One two three four five six seven eight nine', 60)).toEqual(['One two', 'three four…'])
  expect(of('One two three four five six seven eight nine', 40)).toEqual(['1'])
})

test('gaps without any demand yet share the area', () => {
  const tiles = tilesOf([gap('One', 0), gap('Two', 0)], 600, 400)
  expect(tiles.map(({ rect }) => Math.round(rect.width * rect.height))).toEqual([118800, 118800].map(() => Math.round((604 / 2 - 4) * 400)))
})
