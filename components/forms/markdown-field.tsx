import { EditorTools } from '@/components/editor/editor-tools'
import { type FormState, person } from '@/lib/web/http'

type Props = {
  form: FormState | undefined
  name?: string
  label: string
  value?: string
  hint?: string
  rows?: number
  /** Keeps the text in the writer's browser until it is sent, for forms without a draft on the server. */
  keeps?: boolean
}

/** A text in Markdown: a plain field. Scripts add tools, a preview and an editor. */
export function MarkdownField({ form, name = 'body', label, value = '', hint = 'Markdown.', rows = 10, keeps = false }: Props) {
  const wrong = form?.field === name ? form.message : null
  const me = keeps ? person() : null
  return (
    <div className="q">
      <label className="lab" htmlFor={name}>
        {label}
      </label>
      <EditorTools field={name} keep={me && String(me.person.id)} />
      <div className="md-pair">
        <div className="md-box">
          <textarea
            className="field md-field"
            id={name}
            name={name}
            rows={rows}
            dir="auto"
            maxLength={200_000}
            defaultValue={form ? (form.values[name]?.[0] ?? '') : value}
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
