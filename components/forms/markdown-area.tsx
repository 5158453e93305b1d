import { EditorTools } from '@/components/editor/editor-tools'

export type MarkdownAreaProps = {
  name?: string
  label: string
  value?: string
  hint?: string
  rows?: number
  /** Under what this browser keeps a text until it is sent or saved; null for a form that keeps none. */
  keep: string | null
  /** Whether it may cite sources. */
  cites?: boolean
  /** Why the text was refused. */
  wrong?: string | null
}

/** A text in Markdown: a plain field. Scripts add tools, a preview and an editor. */
export function MarkdownArea({
  name = 'body',
  label,
  value = '',
  hint = 'Markdown.',
  rows = 10,
  keep,
  cites = false,
  wrong = null,
}: MarkdownAreaProps) {
  return (
    <div className="q">
      <label className="lab" htmlFor={name}>
        {label}
      </label>
      <EditorTools field={name} keep={keep} cites={cites} />
      <div className="md-pair">
        <div className="md-box">
          <textarea
            className="field md-field"
            id={name}
            name={name}
            rows={rows}
            dir="auto"
            maxLength={200_000}
            defaultValue={value}
            aria-describedby={wrong ? `${name}-error` : `${name}-hint`}
            aria-invalid={wrong ? true : undefined}
            // biome-ignore lint/a11y/noAutofocus: what is wrong is where one goes on.
            autoFocus={wrong ? true : undefined}
          />
        </div>
        <div data-preview={name} />
      </div>
      {wrong && (
        <p className="err" id={`${name}-error`}>
          <span aria-hidden="true">!</span>
          {wrong}
        </p>
      )}
      <span className="hint" id={`${name}-hint`}>
        {hint} <span className="md-keys">Ctrl+Enter sends the form.</span>
      </span>
    </div>
  )
}
