import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Diff } from '@/components/answers/diff'
import { Page } from '@/components/shell/page'
import { FullTime } from '@/components/ui/time'
import { diffTexts } from '@/lib/content/diff'
import { idOf } from '@/lib/web/parameters'
import { reads } from '@/lib/web/reads'
import { urls } from '@/lib/web/urls'

export const metadata: Metadata = { title: 'History of a thread', robots: { index: false } }

export default async function ThreadHistoryPage({ params }: PageProps<'/threads/[id]/history'>) {
  const id = idOf((await params).id)
  const history = id === null ? null : await reads.threadHistory(id)
  if (!history) notFound()
  const { revisions } = history
  return (
    <Page>
      <header className="page-head">
        <p className="meta">
          <a href={urls.thread(history)}>← The thread</a>
        </p>
        <h1 className="title">History of “{history.title}”</h1>
      </header>
      {revisions.map((revision, i) => {
        const before = revisions[i + 1]
        return (
          <section key={revision.number} aria-labelledby={`revision-${revision.number}`}>
            <div className="sec-head">
              <h2 id={`revision-${revision.number}`}>Revision {revision.number}</h2>
              <p className="meta">
                {revision.author?.displayName ?? 'Someone'}, <FullTime date={revision.createdAt} />
              </p>
            </div>
            {revision.note && <p>{revision.note}</p>}
            <Diff
              blocks={
                before
                  ? diffTexts(`${before.title}\n\n${before.body}`, `${revision.title}\n\n${revision.body}`)
                  : [{ kind: 'same', text: revision.body }]
              }
            />
          </section>
        )
      })}
    </Page>
  )
}
