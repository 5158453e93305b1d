import { type FormState, person } from '@/lib/web/http'
import { MarkdownArea, type MarkdownAreaProps } from './markdown-area'

type Props = Omit<MarkdownAreaProps, 'keep' | 'wrong'> & {
  form: FormState | undefined
  /** Keeps the text in the writer's browser until it is sent or saved. */
  keeps?: boolean
}

/** A text in Markdown, on a page that is made on the server. */
export function MarkdownField({ form, name = 'body', value = '', keeps = false, ...rest }: Props) {
  const me = keeps ? person() : null
  return (
    <MarkdownArea
      {...rest}
      name={name}
      value={form ? (form.values[name]?.[0] ?? '') : value}
      keep={me && String(me.person.id)}
      wrong={form?.field === name ? form.message : null}
    />
  )
}
