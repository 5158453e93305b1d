import { Field } from '@/components/ui/field'
import type { OwnCoverage } from '@/lib/answers'
import { urls } from '@/lib/shared'

/** Under what changed in an answer, for the asker of a thread that it settles: whether it still does. One press is enough. */
export function ContestAgain({ coverage, revision }: { coverage: OwnCoverage; revision: number }) {
  const { thread, answerId, response, contestedBefore } = coverage
  return (
    <section className="say" aria-labelledby="still">
      <div>
        <h2 id="still">Does it still settle your question?</h2>
        <p>
          <a className="link" href={urls.thread(thread)} dir="auto">
            {thread.title}
          </a>
        </p>
        {response === 'contested' ? (
          <p>You said that it is not your case. An editor will look at it.</p>
        ) : (
          <form method="post" action={urls.threadCoverage(thread.id)}>
            <input type="hidden" name="answer" value={answerId} />
            <input type="hidden" name="since" value={revision} />
            <Field
              form={undefined}
              name="reason"
              id="contest-reason"
              label="What is different in your case"
              hint="Optional: without it, editors read which revision you mean."
              maxLength={2_000}
            />
            <div className="do">
              <button className="btn btn-do" type="submit" name="response" value="contested">
                {contestedBefore ? 'Contest again' : 'Not my case any more'}
              </button>
              <button className="btn" type="submit" name="response" value="accepted">
                It settles it
              </button>
            </div>
          </form>
        )}
      </div>
    </section>
  )
}
