import type { Metadata } from 'next'
import { Page } from '@/components/shell/page'
import { Subtopics } from '@/components/topics/subtopics'
import { fullCount, urls } from '@/lib/shared'
import { reads } from '@/lib/web/reads'

export const metadata: Metadata = { title: 'Topics', alternates: { canonical: urls.topics() } }

export default async function TopicsPage() {
  const topics = await reads.topics()
  return (
    <Page area="topics">
      <header className="page-head">
        <h1 className="title">Topics</h1>
      </header>
      {topics.length === 0 && (
        <div className="none">
          <h2>No topics yet</h2>
          <p>An import brings them, and editors make them.</p>
        </div>
      )}
      <div className="topic-list">
        {topics.map((topic) => (
          <section key={topic.id}>
            <h2>
              <a href={urls.topic(topic.slug)} dir="auto">
                {topic.name}
              </a>
              <span className="quiet num font-normal">{fullCount(topic.threadCount)}</span>
            </h2>
            <p dir="auto">{topic.description}</p>
            <Subtopics subtopics={topic.subtopics} />
          </section>
        ))}
      </div>
    </Page>
  )
}
