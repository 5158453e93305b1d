import { bareFigure } from './bare-figure'
import { forgetLimits } from './forget-limits'
import { type LoadFigure, load, type MeasuredServer } from './load'
import { type Weight, weigh } from './weight'

/** How fast pages come, beside a bare Node server that sends the bytes of the first, and what that weighs; null where nothing is loaded but itself. */
export type PageFigure = { name: string; page: LoadFigure; bare: LoadFigure; weight: Weight | null }

/** Asks for pages so many times; `before` are asked for first, and not measured. */
type Asked = { name: string; addresses: string[]; count: number; before?: string[] }

/** Measures pages of one kind. */
export async function measurePages(site: MeasuredServer, { name, addresses, count, before }: Asked): Promise<PageFigure> {
  await forgetLimits()
  const page = await load(site, addresses, count, before)
  const [first = ''] = addresses
  return { name, page, bare: await bareFigure(site.origin + first), weight: name === 'feed' ? null : await weigh(site.origin, first) }
}
