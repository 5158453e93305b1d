import { MarkdownField } from '@/components/forms/markdown-field'
import { TagField } from '@/components/forms/tag-field'
import { Field } from '@/components/ui/field'
import type { DraftView } from '@/lib/answers'
import type { FormState } from '@/lib/web/http'

/** A day as a field of a form has it. */
export const dayOf = (date: Date | null) => date?.toISOString().slice(0, 10) ?? ''

/** What the answer says. */
export function TextFields({ form, draft }: { form: FormState | undefined; draft: DraftView }) {
  return (
    <>
      <Field form={form} name="title" label="Title" value={draft.title} maxLength={300} autoComplete="off" required />
      <Field
        form={form}
        name="summary"
        label="Summary"
        value={draft.summary}
        rows={3}
        maxLength={2_000}
        hint="The answer in two sentences."
      />
      <MarkdownField
        form={form}
        label="Text"
        value={draft.body}
        rows={22}
        cites
        hint="Markdown. Headings of the second level make the sections."
      />
    </>
  )
}

/** What the answer is found by, and when it must be reviewed. */
export function PlaceFields({ form, draft, mayAdd }: { form: FormState | undefined; draft: DraftView; mayAdd: boolean }) {
  return (
    <>
      <Field
        form={form}
        name="aliases"
        label="Aliases"
        value={draft.aliases.join('\n')}
        rows={4}
        hint="Other wordings of the question, one on each line. Search finds the answer by them. Titles of covered threads are aliases already."
      />
      <div className="two">
        <TagField form={form} value={draft.tags.join(', ')} mayAdd={mayAdd} />
        <Field form={form} name="appliesTo" label="Applies to" value={draft.appliesTo.join(', ')} hint="iOS 18, macOS 15" maxLength={400} />
      </div>
      <Field form={form} name="reviewAt" label="Review date" type="date" value={dayOf(draft.reviewAt)} />
    </>
  )
}
