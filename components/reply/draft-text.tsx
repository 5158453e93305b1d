/** What someone wrote and can't send any more, to be read and copied. */
export function DraftText({ body, open = false }: { body: string; open?: boolean }) {
  return (
    <details className="quoted" open={open}>
      <summary className="fold">What you wrote</summary>
      <pre className="draft-text" dir="auto">
        {body}
      </pre>
    </details>
  )
}
