import type { Metadata } from 'next'
import { Page } from '@/components/shell/page'
import { queryHelp } from '@/lib/search'
import { urls } from '@/lib/shared'

export const metadata: Metadata = { title: 'Search operators' }

export default function OperatorsPage() {
  return (
    <Page>
      <header className="page-head">
        <h1 className="title">Search operators</h1>
        <p className="topic-say">Type them anywhere in the search field, and combine them. Any other word is searched as it is.</p>
      </header>
      <dl className="operators page-foot">
        {queryHelp().map(({ example, does }) => (
          <div key={example}>
            <dt>
              <a className="link" href={urls.search(example)}>
                <code>{example}</code>
              </a>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Page>
  )
}
