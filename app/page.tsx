import { AnswerTable } from '@/components/answers/answer-table'
import { Page } from '@/components/shell/page'
import { SearchField } from '@/components/shell/search-field'
import { StandingKey } from '@/components/threads/standing-key'
import { ThreadTable } from '@/components/threads/thread-table'
import { TopicIndex } from '@/components/topics/topic-index'
import { counted, fullCount } from '@/lib/shared/format'
import { reads } from '@/lib/web/reads'
import { urls } from '@/lib/web/urls'

const newestShown = 12
const answersShown = 4

export default async function Home() {
  const [topics, answers, newest, often] = await Promise.all([
    reads.topics(),
    reads.featuredAnswers(answersShown),
    reads.threads({ scope: null, sort: 'activity', filter: 'all', count: newestShown }),
    reads.oftenSearched(),
  ])
  return (
    <Page find={false}>
      <div className="home-top">
        <h1>{headline(topics, answers.length)}</h1>
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
          <section className={answers.length > 0 ? 'mt-12' : undefined} aria-labelledby="newest-title">
            <div className="sec-head">
              <h2 id="newest-title">Newest activity</h2>
              <p className="meta">
                <a href={urls.threads()}>All threads</a>
              </p>
            </div>
            {newest.rows.length > 0 ? <ThreadTable rows={newest.rows} labelledBy="newest-title" short /> : <Nothing />}
          </section>
        </div>
        <aside className="side">
          {topics.length > 0 && <TopicIndex topics={topics} />}
          <StandingKey />
        </aside>
      </div>
    </Page>
  )
}

function headline(topics: Awaited<ReturnType<typeof reads.topics>>, answers: number): string {
  const threads = topics.reduce((sum, topic) => sum + topic.threadCount, 0)
  const covered = topics.reduce((sum, topic) => sum + topic.coveredCount, 0)
  const answered = topics.reduce((sum, topic) => sum + topic.answeredCount, 0)
  if (threads === 0) return 'Nothing has been asked here yet.'
  if (answers > 0 && covered > 0) return `Canonical answers settle ${fullCount(covered)} of ${counted(threads, 'thread', 'threads')}.`
  return `${counted(threads, 'thread', 'threads')}, ${fullCount(answered + covered)} of them answered.`
}

function Nothing() {
  return (
    <div className="none">
      <h3>No threads yet</h3>
      <p>
        Bring a forum along: <code>npm run cairn -- import discourse FOLDER</code>
      </p>
    </div>
  )
}
