import { Html } from '@/components/ui/html'
import { Stones } from '@/components/ui/stones'
import { FullTime } from '@/components/ui/time'
import { Told } from '@/components/viewer/told'
import type { CoveringAnswer } from '@/lib/community/threads'
import { counted, readingMinutes, urls } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'

/** The canonical answer that settles a thread, above its posts: title, section, the passage that matters. */
export function CoveringCard({ threadId, answer }: { threadId: number; answer: CoveringAnswer }) {
  const minutes = readingMinutes(answer.words)
  const target = answer.section ? urls.answerSection(answer.slug, answer.section.anchor) : urls.answer(answer.slug)
  return (
    <section className="card" aria-labelledby="covering-title">
      <p className="who">
        <Stones resolution="covered" silent />
        Answered by a canonical answer
      </p>
      <h2 id="covering-title">
        <a href={urls.answer(answer.slug)} dir="auto">
          {answer.title}
        </a>
      </h2>
      {answer.section && (
        <a className="where" href={target}>
          § {answer.section.number} <bdi>{answer.section.heading}</bdi>
        </a>
      )}
      <Html className="text" ids="covering" html={answer.passageHtml} />
      <div className="do">
        <a className="btn btn-do" href={target}>
          {answer.section ? 'Read this section' : 'Read the answer'}
        </a>
        {answer.section && (
          <a className="link" href={urls.answer(answer.slug)}>
            The whole answer, {counted(minutes, 'minute', 'minutes')}
          </a>
        )}
      </div>
      <div className="foot meta">
        <span>
          Revised <FullTime date={answer.revisedAt} />, settles {counted(answer.coverCount, 'thread', 'threads')}
        </span>
        {answer.response === 'accepted' && <span>The asker confirmed: this settles it</span>}
      </div>
      {answer.decision && (
        <p className="decision">
          The asker said that it misses this case. <b>{answer.decision.editor}</b>
          {answer.decision.revision === null
            ? ' decided that the answer stays: '
            : ` says that revision ${answer.decision.revision} answers it: `}
          <bdi>{answer.decision.reason}</bdi>
        </p>
      )}
      {/* For the asker. Without scripts, the link is under “More”. */}
      {requestContext().viewer.audience !== 'visitor' && answer.response !== 'accepted' && (
        <Told
          viewer={urls.viewerOfThread(threadId)}
          part={{ show: 'question to the asker', responseAddress: urls.threadCoverage(threadId), answerId: answer.id }}
        />
      )}
    </section>
  )
}
