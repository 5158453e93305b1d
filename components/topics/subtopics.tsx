import { fullCount, urls } from '@/lib/shared'

type Props = { subtopics: { id: number; slug: string; name: string; threadCount: number }[] }

/** The subtopics of a topic with their numbers of threads. Nothing if there are none. */
export function Subtopics({ subtopics }: Props) {
  if (subtopics.length === 0) return null
  return (
    <ul className="subs">
      {subtopics.map((subtopic) => (
        <li key={subtopic.id}>
          <a href={urls.topic(subtopic.slug)} dir="auto">
            {subtopic.name} <span>{fullCount(subtopic.threadCount)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
