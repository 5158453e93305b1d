import type { ReactNode } from 'react'
import { FormPage } from '@/components/forms/form-page'
import { FormError } from '@/components/ui/field'
import { urls } from '@/lib/shared'
import { sentForm } from '@/lib/web/http'

type Props = {
  title: string
  about: { href: string; label: string }
  /** What holds now, in a sentence. */
  state: string
  /** The form that changes it. */
  children: ReactNode
}

/** A page where one chooses, without scripts, whether one is told of something. */
export function ChoicePage({ title, about, state, children }: Props) {
  return (
    <FormPage title={title} about={about}>
      <FormError form={sentForm()} />
      <p className="mt-4" role="status">
        {state}
      </p>
      {children}
      <p className="mt-6">
        <a className="link" href={urls.myWatches()}>
          All that you watch
        </a>
      </p>
    </FormPage>
  )
}
