import type { Metadata } from 'next'
import { Page } from '@/components/shell/page'
import type { AnswerView } from '@/lib/answers'
import { urls } from '@/lib/shared'

type Found = AnswerView | { successor: string } | null

/** The head of a page that belongs to an answer, which search engines need not know. */
export function metadataOfPart(answer: Found, titleOf: (title: string) => string): Metadata {
  return answer && !('successor' in answer) ? { title: titleOf(answer.title), robots: { index: false } } : {}
}

/** The frame of a page that belongs to an answer, with a link to the answer. */
export function AnswerPart({ slug, title, children }: { slug: string; title: string; children: React.ReactNode }) {
  return (
    <Page area="answers">
      <header className="page-head">
        <p className="meta">
          <a href={urls.answer(slug)}>← The answer</a>
        </p>
        <h1 className="title">{title}</h1>
      </header>
      {children}
    </Page>
  )
}
