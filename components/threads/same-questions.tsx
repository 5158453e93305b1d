type Props = { threadId: number; threads: { id: number; title: string }[] }

/** Threads that, an editor said, ask the same, each with a button that takes this back. */
export function SameQuestions({ threadId, threads }: Props) {
  return (
    <section aria-labelledby="h-same">
      <div className="sec-head">
        <h2 id="h-same">Asks the same as</h2>
      </div>
      <ul className="plain">
        {threads.map((same) => (
          <li key={same.id}>
            <a href={`/threads/${same.id}`} dir="auto">
              {same.title}
            </a>
            <form method="post" action={`/threads/${threadId}/duplicate`}>
              <input type="hidden" name="of" value={same.id} />
              <button className="act" type="submit" aria-label={`It does not ask the same as ${same.title}`}>
                It doesn’t
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
