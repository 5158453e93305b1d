import { Stones } from '@/components/ui/stones'
import { type RelatedView, wordsOf } from '@/lib/curation/related'
import { urls } from '@/lib/shared'

/** Related threads and answers, each with its reason in words. Nothing where there are none. */
export function RelatedList({ links }: { links: RelatedView[] }) {
  if (links.length === 0) return null
  return (
    <section aria-labelledby="page_related">
      <h2 id="page_related">Related</h2>
      <ul>
        {links.map((link) => {
          const { text, terms, passage } = wordsOf(link.reason, link.passage)
          return (
            <li className="rel" key={`${link.kind}/${link.id}`}>
              <Stones resolution={link.resolution} />
              <span>
                <a
                  className={link.kind === 'answer' ? 'book' : undefined}
                  href={link.kind === 'answer' ? urls.answer(link.slug) : urls.thread(link)}
                >
                  {link.title}
                </a>
                <span className="meta why">
                  {text}
                  {terms.map((term, i) => (
                    <span key={term}>
                      {i === 0 ? ' ' : i === terms.length - 1 ? ' and ' : ', '}
                      <code>{term}</code>
                    </span>
                  ))}
                  {passage && (
                    <>
                      {' '}
                      “<bdi>{passage}</bdi>”
                    </>
                  )}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
