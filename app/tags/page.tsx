import type { Metadata } from 'next'
import { Page } from '@/components/shell/page'
import { fullCount, urls } from '@/lib/shared'
import { reads } from '@/lib/web/reads'

export const metadata: Metadata = { title: 'Tags', alternates: { canonical: urls.tags() } }

/** Nobody reads more than this; search finds all of them. */
const tagsShown = 500

export default async function TagsPage() {
  const tags = await reads.tags(tagsShown)
  return (
    <Page area="tags">
      <header className="page-head">
        <h1 className="title">Tags</h1>
      </header>
      {tags.length === 0 ? (
        <div className="none">
          <h2>No tags yet</h2>
          <p>Tags that people give to their questions are listed here.</p>
        </div>
      ) : (
        <ul className="tag-cloud page-foot">
          {tags.map((tag) => (
            <li key={tag.id}>
              <a href={urls.tag(tag.name)} dir="auto">
                {tag.name}
              </a>
              <span className="quiet num">{fullCount(tag.threadCount)}</span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
