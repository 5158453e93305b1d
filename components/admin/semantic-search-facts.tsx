import { Fact } from '@/components/admin/fact'
import { FullTime } from '@/components/ui/time'
import type { SearchIndexView, SemanticSearchView } from '@/lib/administration'
import { counted, fullCount } from '@/lib/shared'

/** The embedding model: which one, how many posts are embedded, and what is wrong, if anything is. */
export function SemanticSearchFacts({
  semantic,
  related,
  posts,
  action,
}: {
  semantic: SemanticSearchView
  related: SearchIndexView['related']
  posts: number
  action: string
}) {
  const { model, set } = semantic
  return (
    <section className="desk-sec" aria-labelledby="h-semantic">
      <div className="sec-head">
        <h2 id="h-semantic">Semantic search</h2>
      </div>
      {semantic.fault && set && (
        <p className="say say-no" role="status">
          <span>
            <b>Search uses keywords only.</b> {semantic.fault}
          </span>
        </p>
      )}
      {!set && (
        <p className="quiet mt-4">
          There is no model: search and related threads use keywords only. <code>npm run cairn -- model fetch</code> downloads one. It runs
          on this machine and finds questions that are asked in other words.
        </p>
      )}
      {model && set && <ModelFacts semantic={semantic} model={model} posts={posts} />}
      <RelatedFacts related={related} />
      <form className="do" method="post" action={action}>
        <button className="btn" type="submit" name="do" value="relate">
          Recompute all related lists
        </button>
        {semantic.givenUp > 0 && (
          <button className="btn" type="submit" name="do" value="embed">
            Try again to embed
          </button>
        )}
      </form>
    </section>
  )
}

type Model = NonNullable<SemanticSearchView['model']>

function ModelFacts({ semantic, model, posts }: { semantic: SemanticSearchView; model: Model; posts: number }) {
  const all = Math.max(posts, 1)
  const done = Math.max(0, Math.min(all, model.stage === 'done' ? all - semantic.waiting : model.done))
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
        <Fact name="Embedded" value={done === all ? 'Every post' : `${fullCount(done)} of ${counted(all, 'post', 'posts')}`} />
        <Fact name="Serves" value={servingWords(model, semantic.serving)} />
        <Fact name="Changed since" value={semantic.waiting === 0 ? 'Nothing' : counted(semantic.waiting, 'post waits', 'posts wait')} />
        {semantic.givenUp > 0 && <Fact name="Given up" value={`${counted(semantic.givenUp, 'post', 'posts')}: ${semantic.error}`} />}
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
              'Being computed'
            ) : related.finishedAt ? (
              <>
                Recomputed on <FullTime date={related.finishedAt} />
              </>
            ) : (
              'Updated as posts change'
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

function servingWords(model: Model, serving: SemanticSearchView['serving']): string {
  if (!serving) return 'Not yet: keywords only until all questions are embedded'
  return serving.id === model.id ? 'Yes' : `${serving.name} is used until then`
}
