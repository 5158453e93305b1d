import { Fact } from '@/components/admin/fact'
import { FullTime } from '@/components/ui/time'
import type { MeaningView, SearchIndexView } from '@/lib/administration'
import { counted, fullCount } from '@/lib/shared'

/** The embedding model: which one, how many posts are embedded, and what is wrong, if anything is. */
export function MeaningFacts({
  meaning,
  related,
  posts,
  action,
}: {
  meaning: MeaningView
  related: SearchIndexView['related']
  posts: number
  action: string
}) {
  const { model, set } = meaning
  return (
    <section className="desk-sec" aria-labelledby="h-meaning">
      <div className="sec-head">
        <h2 id="h-meaning">Semantic search</h2>
      </div>
      {meaning.fault && set && (
        <p className="say say-no" role="status">
          <span>
            <b>Search uses keywords only.</b> {meaning.fault}
          </span>
        </p>
      )}
      {!set && (
        <p className="quiet mt-4">
          There is no model: search and related threads use keywords only. <code>npm run cairn -- model fetch</code> downloads one. It runs
          on this machine and finds questions that are asked in other words.
        </p>
      )}
      {model && set && <ModelFacts meaning={meaning} model={model} posts={posts} />}
      <RelatedFacts related={related} />
      <form className="do" method="post" action={action}>
        <button className="btn" type="submit" name="do" value="relate">
          Recompute all related lists
        </button>
        {meaning.givenUp > 0 && (
          <button className="btn" type="submit" name="do" value="embed">
            Try again to embed
          </button>
        )}
      </form>
    </section>
  )
}

type Model = NonNullable<MeaningView['model']>

function ModelFacts({ meaning, model, posts }: { meaning: MeaningView; model: Model; posts: number }) {
  const all = Math.max(posts, 1)
  const done = Math.max(0, Math.min(all, model.stage === 'done' ? all - meaning.waiting : model.done))
  return (
    <>
      {done < all && (
        <p className="mt-4">
          <label htmlFor="embedded">{stageWords(model.stage)}</label>
          <progress id="embedded" className="progress" value={done} max={all} />
        </p>
      )}
      <dl className="facts">
        <Fact name="Model" value={model.name} />
        <Fact name="Embedded" value={done === all ? 'every post' : `${fullCount(done)} of ${counted(all, 'post', 'posts')}`} />
        <Fact name="Serves" value={servingWords(model, meaning.serving)} />
        <Fact name="Changed since" value={meaning.waiting === 0 ? 'nothing' : counted(meaning.waiting, 'post waits', 'posts wait')} />
        {meaning.givenUp > 0 && <Fact name="Given up" value={`${counted(meaning.givenUp, 'post', 'posts')}: ${meaning.error}`} />}
      </dl>
    </>
  )
}

function RelatedFacts({ related }: { related: SearchIndexView['related'] }) {
  return (
    <>
      {related.running && (
        <p className="mt-4">
          <label htmlFor="relating">Related lists, {`${fullCount(related.done)} of ${fullCount(related.total)}`}</label>
          <progress id="relating" className="progress" value={related.done} max={Math.max(related.total, 1)} />
        </p>
      )}
      <dl className="facts">
        <Fact
          name="Related lists"
          value={
            related.running ? (
              'being computed'
            ) : related.finishedAt ? (
              <>
                recomputed on <FullTime date={related.finishedAt} />
              </>
            ) : (
              'updated as posts change'
            )
          }
        />
      </dl>
    </>
  )
}

function stageWords(stage: string): string {
  if (stage === 'done') return 'New posts are embedded'
  return stage === 'openings' ? 'Questions and answers are embedded, the newest first' : 'Replies are embedded, the newest first'
}

function servingWords(model: Model, serving: MeaningView['serving']): string {
  if (!serving) return 'not yet: keywords only until all questions are embedded'
  return serving.id === model.id ? 'yes' : `${serving.name} is used until then`
}
