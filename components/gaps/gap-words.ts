import type { GapRow, GapTrend } from '@/lib/curation/gaps'
import { counted, shortCount, urls } from '@/lib/shared'

/** How a trend is said beside views; nothing where there is none to tell. */
export const trendWords: Record<GapTrend, string> = {
  early: 'Too early to tell',
  few: 'Too few views',
  falling: 'Falling',
  steady: 'Steady',
  rising: 'Rising',
  soaring: 'Doubled',
}

/** The shade of a trend, 1 to 4. */
export const trendShade: Record<GapTrend, number> = { early: 2, few: 2, falling: 1, steady: 2, rising: 3, soaring: 4 }

const trendsTold: readonly GapTrend[] = ['falling', 'rising', 'soaring']

/** Whether there is a change to be told. */
export const isTold = (trend: GapTrend) => trendsTold.includes(trend)

/** A gap in a sentence: what its tile is called. */
export function gapSentence({ title, threads, views, trend, firstAsked }: GapRow): string {
  const told = isTold(trend) ? `, ${trendWords[trend].toLowerCase()}` : ''
  return `${title}: ${counted(threads, 'thread', 'threads')}, ${counted(views, 'view', 'views')}${told}, since ${firstAsked.getUTCFullYear()}`
}

/** The figures of a tile, each in a line or in two. */
export function tileLines({ threads, views, trend, firstAsked }: GapRow): string[][] {
  const [ofThreads, ofViews] = [counted(threads, 'thread', 'threads'), `${shortCount(views)} ${views === 1 ? 'view' : 'views'}`]
  return [
    [`${ofThreads}, ${ofViews}`, ofThreads, ofViews],
    ...(isTold(trend) ? [[trendWords[trend]]] : []),
    [`since ${firstAsked.getUTCFullYear()}`],
  ]
}

type Told = { says: string; link?: { href: string; words: string }; detail?: string }

/** What became of a gap, in a sentence. */
export function eventSentence({ what, detail }: { what: string; detail: string }): Told {
  const other = Number(detail.split(' ')[0])
  const link = { href: urls.deskGap(other), words: `gap ${other}` }
  switch (what) {
    case 'opened':
      return { says: 'Cairn found this gap.' }
    case 'covered':
      return { says: 'A canonical answer covers it.' }
    case 'reopened':
      return { says: 'It is open again.' }
    case 'dismissed':
      return { says: 'An editor decided that it is no gap.', detail }
    case 'writing':
      return { says: 'An editor began to write its answer.' }
    case 'left':
      return { says: 'The editor is not writing its answer any more.' }
    case 'draft':
      return { says: 'An editor began a draft:', link: { href: urls.answerEdit(detail), words: 'the draft' } }
    case 'gone':
      return { says: 'None of its threads can be read any more.' }
    case 'emptied':
      return { says: 'No thread is in it any more.' }
    case 'joined':
      return { says: 'Its threads ask the same as those of another, and are in', link }
    case 'merged':
      return { says: 'An editor put another gap into it:', link }
    case 'merged_into':
      return { says: 'An editor put its threads into', link }
    case 'unmerged':
      return { says: 'An editor took its threads out again of', link }
    case 'split':
      return { says: 'An editor made some of its threads a gap of their own:', link }
    case 'split_from':
      return { says: 'An editor took its threads out of', link }
    default:
      return { says: `${what.replaceAll('_', ' ')}.`, detail: detail || undefined }
  }
}
