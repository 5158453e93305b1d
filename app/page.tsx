import type { Metadata } from 'next'
import { AnswerTable } from '@/components/answers/answer-table'
import { EmptyHome } from '@/components/home/empty-home'
import { Page } from '@/components/shell/page'
import { SearchField } from '@/components/shell/search-field'
import { ResolutionKey } from '@/components/threads/resolution-key'
import { ThreadTable } from '@/components/threads/thread-table'
import { TopicIndex } from '@/components/topics/topic-index'
import { env } from '@/lib/platform/env'
import { urls } from '@/lib/shared'
import { person, requestContext } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

const newestShown = 12
const answersShown = 4

export function generateMetadata(): Metadata {
  return { description: env().siteDescription }
}

export default async function Home() {
  const [topics, answers, newest, often] = await Promise.all([
    reads.topics(),
    reads.featuredAnswers(answersShown),
    reads.threads({ scope: null, sort: 'activity', filter: 'all', count: newestShown }),
    reads.oftenSearched(),
  ])
  const { siteName, siteDescription, signUp } = env()
  const isEmpty = newest.rows.length === 0 && answers.length === 0
  const { audience } = requestContext().viewer
  const canAsk = audience !== 'visitor' || signUp === 'open'
  // An empty site's home page is made for one reader only.
  const isAdmin = isEmpty && audience === 'editor' && (person()?.viewer.admin ?? false)
  return (
    <Page find={false}>
      <div className="home-top">
        <h1>{isEmpty ? siteName : canAsk ? 'Find an answer that holds, or ask for one.' : 'Find an answer that holds.'}</h1>
        {(siteDescription || isEmpty) && (
          <p className="lead">{siteDescription ?? 'A place to ask, and to find what was answered before.'}</p>
        )}
        <SearchField size="home" />
        {often.length > 0 && (
          <p className="often">
            <span>Often looked for</span>
            {often.map((text) => (
              <a key={text} href={urls.search(text)}>
                {text}
              </a>
            ))}
          </p>
        )}
      </div>
      <div className="home-2">
        <div>
          {isEmpty && <EmptyHome isAdmin={isAdmin} canAsk={canAsk} />}
          {answers.length > 0 && (
            <section aria-labelledby="answers-title">
              <div className="sec-head">
                <h2 id="answers-title">Answers</h2>
                <p className="meta">
                  <a href={urls.answers()}>All answers</a>
                </p>
              </div>
              <AnswerTable rows={answers} labelledBy="answers-title" />
            </section>
          )}
          {newest.rows.length > 0 && (
            <section className={answers.length > 0 ? 'mt-12' : undefined} aria-labelledby="newest-title">
              <div className="sec-head">
                <h2 id="newest-title">Newest activity</h2>
                <p className="meta">
                  <a href={urls.threads()}>All threads</a>
                </p>
              </div>
              <ThreadTable rows={newest.rows} labelledBy="newest-title" short />
            </section>
          )}
        </div>
        <aside className="side">
          {topics.length > 0 && <TopicIndex topics={topics} />}
          {!isEmpty && <ResolutionKey />}
        </aside>
      </div>
    </Page>
  )
}
