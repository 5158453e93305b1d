import type { Metadata } from 'next'
import { Page } from '@/components/shell/page'
import { urls } from '@/lib/shared'

export const metadata: Metadata = { title: 'Search operators' }

const operators: [string, string][] = [
  ['"connection reset"', 'These words side by side, in this order'],
  [
    'certificate -simulator',
    'Posts without this word; -docker-compose leaves out the whole name only, -"connection reset" both words side by side. An option that posts write with its minus, as in tar -xvf, is searched as typed. A minus before a number is part of it: -65570 is an error code',
  ],
  ['topic:networking', 'In this topic or its subtopics'],
  ['tag:tls', 'With this tag, or a synonym of it'],
  ['by:NAME', 'Posts of this person'],
  ['is:unanswered', 'Threads without an accepted reply and without an answer'],
  ['is:answered', 'Threads with an accepted reply, or covered'],
  ['is:covered', 'Threads that a canonical answer settles'],
  ['is:canonical', 'Canonical answers only; is:thread leaves them out'],
  ['after:2026-03', 'Posts from this day, month or year on'],
  ['before:2025', 'Posts from before this day, month or year'],
]

export default function OperatorsPage() {
  return (
    <Page>
      <header className="page-head">
        <h1 className="title">Search operators</h1>
        <p className="topic-say">Type them anywhere in the search field, and combine them. Any other word is searched as it is.</p>
      </header>
      <dl className="operators page-foot">
        {operators.map(([example, meaning]) => (
          <div key={example}>
            <dt>
              <a className="link" href={urls.search(example)}>
                <code>{example}</code>
              </a>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Page>
  )
}
