import { FullTime } from '@/components/ui/time'
import { Told } from '@/components/viewer/told'
import type { CoveringAnswer, ThreadView } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'

/** What happened to a thread besides its posts: who covered it, and what its asker contested. */
export function ThreadEvents({ thread }: { thread: ThreadView }) {
  return (
    <>
      {thread.contested.map((contested) => (
        <Contested key={contested.slug} threadId={thread.id} contested={contested} />
      ))}
      {thread.covering && <Covered covering={thread.covering} />}
    </>
  )
}

function Contested({ threadId, contested }: { threadId: number; contested: ThreadView['contested'][number] }) {
  return (
    <p className="sys">
      <span />
      <span>
        The asker said that{' '}
        <a href={urls.answer(contested.slug)} dir="auto">
          {contested.title}
        </a>{' '}
        misses this case: “<bdi>{contested.reason}</bdi>” An editor will look at it.
        {requestContext().viewer.audience !== 'visitor' && (
          <Told
            viewer={urls.viewerOfThread(threadId)}
            part={{ show: 'change of the response', responseAddress: urls.threadCoverage(threadId) }}
          />
        )}
      </span>
    </p>
  )
}

function Covered({ covering }: { covering: CoveringAnswer }) {
  const { editor, section } = covering
  if (!editor) return null
  return (
    <p className="sys">
      <span />
      <span>
        <a href={urls.person(editor.name)} dir="auto">
          {editor.displayName}
        </a>{' '}
        covered this thread with{' '}
        <a href={section ? urls.answerSection(covering.slug, section.anchor) : urls.answer(covering.slug)} dir="auto">
          {covering.title}
          {section && `, § ${section.number}`}
        </a>{' '}
        on <FullTime date={covering.coveredAt} />.
      </span>
    </p>
  )
}
