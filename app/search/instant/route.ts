import { hitHref, passageHref, passageLabel } from '@/components/search/passage-words'
import type { Hit } from '@/lib/search'
import { counted, fullCount } from '@/lib/shared'
import { runSearch } from '@/lib/web/reads'

export const dynamic = 'force-dynamic'

const optionsShown = 8

/** Returns instant results for the search field: a short form of the top of the search page. */
export async function GET(request: Request): Promise<Response> {
  const text = new URL(request.url).searchParams.get('q') ?? ''
  const result = await runSearch({ text, typing: true, pageSize: optionsShown, withFacets: false }, 'instant')
  const hits = [...(result.answer ? [result.answer] : []), ...result.hits].slice(0, optionsShown)
  return Response.json(
    {
      options: hits.map((hit) => optionOf(hit, hit === result.answer)),
      total: `${fullCount(result.total)}${result.more ? '+' : ''} ${result.total === 1 ? 'result' : 'results'}${result.reduced ? ', reduced mode' : ''}`,
      corrected: result.corrected,
    },
    { headers: { 'Cache-Control': 'no-store' } },
  )
}

function optionOf(hit: Hit, answer: boolean) {
  const passage = hit.passages[0]
  // Leads straight to the reply or section that matched; a match in the opening leads to the thread itself.
  const deep = passage && passage.place.type !== 'opening' && passage.place.type !== 'summary'
  return {
    href: deep ? passageHref(hit, passage) : hitHref(hit),
    resolution: hit.resolution,
    answer: answer || hit.kind === 'answer',
    title: hit.titleMarked,
    why: deep ? passageLabel(passage) : [{ text: stateWords(hit), mark: false }],
  }
}

function stateWords(hit: Hit): string {
  if (hit.kind === 'answer') return `settles ${counted(hit.coverCount, 'thread', 'threads')}`
  if (hit.coveredBy) return `settled by “${hit.coveredBy.title}”`
  return `${counted(hit.replyCount, 'reply', 'replies')}${hit.resolution === 'unanswered' ? ', nothing accepted' : ''}`
}
