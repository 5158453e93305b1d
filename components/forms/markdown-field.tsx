import type { FormState } from '@/lib/web/http'
import { MarkdownTools } from './markdown-tools'

type Props = { form: FormState | undefined; name?: string; label: string; value?: string; hint?: string; rows?: number }

/** A text in Markdown: a plain field. Scripts add tools and a preview. */
export function MarkdownField({ form, name = 'body', label, value = '', hint = 'Markdown.', rows = 10 }: Props) {
  const wrong = form?.field === name ? form.message : null
  return (
    <div className="q">
      <label className="lab" htmlFor={name}>
        {label}
      </label>
      <MarkdownTools field={name} />
      <textarea
        className="field"
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
      <div data-preview={name} />
      {wrong && (
        <p className="err" id={`${name}-error`}>
          <span aria-hidden="true">!</span>
          {wrong}
        </p>
      )}
      <span className="hint" id={`${name}-hint`}>
        {hint}
      </span>
    </div>
  )
}
