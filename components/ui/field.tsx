import type { FormState } from '@/lib/web/http'

type Props = {
  form: FormState | undefined
  name: string
  label: string
  /** The value, unless the form was refused and shows what was typed. */
  value?: string
  hint?: string
  rows?: number
  /** For pages on which several forms have the same fields. */
  id?: string
} & Omit<React.InputHTMLAttributes<HTMLInputElement>, 'form' | 'name' | 'value' | 'defaultValue'>

/** A field with its label, a hint, and what was wrong with it. */
export function Field({ form, name, label, value = '', hint, rows, id = name, ...input }: Props) {
  const sent = input.type === 'password' ? '' : form ? (form.values[name]?.[0] ?? '') : value
  const wrong = form?.field === name ? form.message : null
  const describedBy = [wrong && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined
  const common = {
    id,
    name,
    className: 'field',
    // Passwords and addresses always run from left to right.
    dir: input.type === undefined || input.type === 'text' ? 'auto' : undefined,
    defaultValue: sent,
    'aria-describedby': describedBy,
    'aria-invalid': wrong ? true : undefined,
    autoFocus: wrong ? true : undefined,
  }
  return (
    <div className="q">
      <label className="lab" htmlFor={id}>
        {label}
      </label>
      {rows ? (
        <textarea {...common} rows={rows} required={input.required} maxLength={input.maxLength} placeholder={input.placeholder} />
      ) : (
        <input {...input} {...common} />
      )}
      {wrong && (
        <p className="err" id={`${id}-error`}>
          <span aria-hidden="true">!</span>
          {wrong}
        </p>
      )}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}

/** Says what was wrong with a form as a whole. */
export function FormError({ form }: { form: FormState | undefined }) {
  if (!form || form.field) return null
  return (
    <div className="say say-no" role="alert">
      <span>
        <b className="badge-no">{form.message}</b>
      </span>
    </div>
  )
}

/** A line that says what was done. */
export function Say({ children }: { children: React.ReactNode }) {
  return (
    <div className="say" role="status">
      <span>
        <b>{children}</b>
      </span>
    </div>
  )
}
