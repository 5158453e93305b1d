import { Field } from '@/components/ui/field'
import { tagsMax } from '@/lib/community/tags'
import type { FormState } from '@/lib/web/http'
import { TagChips } from './tag-chips'

type Props = { form: FormState | undefined; value: string; mayAdd: boolean }

/** Tags of a thread or an answer: a text with commas, which scripts turn into one chip for each tag. `mayAdd`: also names that are no tags yet. */
export function TagField({ form, value, mayAdd }: Props) {
  const signs = 'Blanks become hyphens; / and ? can’t be in a tag.'
  return (
    <div>
      <Field
        form={form}
        name="tags"
        label="Tags"
        value={value}
        hint={`Up to ${tagsMax}, with commas between them. ${signs}${mayAdd ? '' : ' Only tags that are there already.'}`}
        autoComplete="off"
        autoCapitalize="off"
        maxLength={600}
      />
      <TagChips field="tags" most={tagsMax} mayAdd={mayAdd} />
    </div>
  )
}
