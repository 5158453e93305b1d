import type { SearchGapView } from '@/lib/curation/search-gaps'
import { counted, fullCount } from '@/lib/shared'

/** What a gap is called: the search that was made most often in vain, or the one that must find its page. */
export function gapTitle({ words, golden }: Pick<SearchGapView, 'words' | 'golden'>): string {
  return words[0]?.text ?? golden?.query ?? ''
}

type Figures = { searches: number; sessions: number; notFound: number; notOpened: number; refined: number }

/** How often something was searched for, and what came of it. A session is one visitor on one day. */
export function figureWords({ searches, sessions, notFound, notOpened, refined }: Figures): string {
  return [
    `${counted(searches, 'search', 'searches')} in ${counted(sessions, 'session', 'sessions')}`,
    ...(notFound > 0 ? [`${fullCount(notFound)} found nothing`] : []),
    ...(notOpened > 0 ? [`${fullCount(notOpened)} opened nothing`] : []),
    ...(refined > 0 ? [`${fullCount(refined)} asked again at once`] : []),
  ].join(' · ')
}

/** Whether the page of a gap is found, in a sentence. */
export function GoldenState({ gap }: { gap: Pick<SearchGapView, 'golden' | 'state'> }) {
  const { golden, state } = gap
  if (!golden) return null
  return (
    <>
      “<bdi>{golden.query}</bdi>” must find{' '}
      <a className="link" href={golden.hit}>
        {golden.hit}
      </a>
      {state === 'open' && <b> · not among the first three yet</b>}
      {state === 'closed' && ' · found'}
    </>
  )
}
