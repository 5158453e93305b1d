import { Marked, type MarkedSegment } from '@/components/ui/marked'
import { type ResolutionName, Stones } from '@/components/ui/stones'

/** One thing that may settle a question, ready to be shown. */
export type SimilarItem = {
  kind: 'answer' | 'thread'
  id: number
  href: string
  title: string
  titleMarked: MarkedSegment[]
  resolution: ResolutionName
  /** Which part of it, in words: "§ 2 The clock that counts silence". */
  where: string | null
  passage: MarkedSegment[]
  why: string
  /** Whether there is something accepted or covered in it that can settle a question. */
  settles: boolean
}

export type SimilarItems = { answer: SimilarItem | null; threads: SimilarItem[] }

/** What may settle a question: the answer as a card, threads below. What has a settled answer can end the question, and its draft if that is stored. */
export function SimilarList({ items, session, kept }: { items: SimilarItems; session: string; kept: boolean }) {
  const { answer, threads } = items
  return (
    <>
      {answer && (
        <section className="card" aria-labelledby="near-answer">
          <p className="who">
            <Stones resolution="covered" silent />
            Canonical answer
          </p>
          <h3 id="near-answer">
            <a href={answer.href} dir="auto">
              <Marked segments={answer.titleMarked} />
            </a>
          </h3>
          {answer.where && (
            <a className="where" href={answer.href}>
              {answer.where}
            </a>
          )}
          <div className="text">
            <p dir="auto">
              <Marked segments={answer.passage} />
            </p>
          </div>
          <div className="do">
            <a className="btn btn-do" href={answer.href} target="_blank" rel="noopener">
              {answer.where ? 'Read this section' : 'Read the answer'}
            </a>
            <Settles item={answer} session={session} kept={kept} />
          </div>
        </section>
      )}
      <ul className="near-list">
        {threads.map((thread) => (
          <li className="rel" key={thread.id}>
            <Stones resolution={thread.resolution} />
            <span>
              <a href={thread.href} target="_blank" rel="noopener" dir="auto">
                <Marked segments={thread.titleMarked} />
              </a>
              <span className="meta why" dir="auto">
                <Marked segments={thread.passage} />
              </span>
              <span className="meta near-foot">
                {thread.why}
                {thread.settles && <Settles item={thread} session={session} kept={kept} plain />}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

type SettlesProps = { item: SimilarItem; session: string; kept: boolean; plain?: boolean }

function Settles({ item, session, kept, plain = false }: SettlesProps) {
  return (
    <form method="post" action="/ask/settled">
      <input type="hidden" name="session" value={session} />
      <input type="hidden" name="kind" value={item.kind} />
      <input type="hidden" name="id" value={item.id} />
      <input type="hidden" name="kept" value={kept ? '1' : ''} />
      <button className={plain ? 'act' : 'btn'} type="submit" aria-label={`This settles it: ${item.title}`}>
        This settles it
      </button>
    </form>
  )
}
