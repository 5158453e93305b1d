import type { TopicView } from '@/lib/community/topics'
import { fullCount, urls } from '@/lib/shared'

/** Topics with their subtopics and numbers of threads, beside the home page's lists. */
export function TopicIndex({ topics }: { topics: TopicView[] }) {
  return (
    <section aria-labelledby="topics-title">
      <h2 id="topics-title">Topics</h2>
      <ul className="index">
        {topics.map((topic) => (
          <li key={topic.id}>
            <a href={urls.topic(topic.slug)} dir="auto">
              {topic.name}
              <span>{fullCount(topic.threadCount)}</span>
            </a>
            {topic.subtopics.length > 0 && (
              <ul>
                {topic.subtopics.map((subtopic) => (
                  <li key={subtopic.id}>
                    <a href={urls.topic(subtopic.slug)} dir="auto">
                      {subtopic.name}
                      <span>{fullCount(subtopic.threadCount)}</span>
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
