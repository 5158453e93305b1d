'use client'

/** Shown in place of a part that failed. The page around it still works. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <main id="page_main" className="wrap">
      <div className="none">
        <h2>Something went wrong here</h2>
        <p>It is not your fault, and it has been logged. Trying again often helps.</p>
        <div className="do">
          <button className="btn" type="button" onClick={reset}>
            Try again
          </button>
          <a className="link" href="/">
            Home
          </a>
        </div>
      </div>
    </main>
  )
}
