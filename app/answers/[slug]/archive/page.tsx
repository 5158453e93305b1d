import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FormPage } from '@/components/forms/form-page'
import { requirePerson } from '@/components/shell/require-person'
import { Field, FormError } from '@/components/ui/field'
import { readDraft } from '@/lib/answers'
import { decoded, urls } from '@/lib/shared'
import { sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Archive an answer', robots: { index: false } }

export default async function ArchivePage({ params }: PageProps<'/answers/[slug]/archive'>) {
  const slug = decoded((await params).slug)
  const me = requirePerson(urls.answerArchive(slug))
  const draft = await readDraft(me.viewer, slug)
  if (draft?.status !== 'published') notFound()
  const form = sentForm()
  return (
    <FormPage title="Archive this answer" area="answers" about={{ href: urls.answer(slug), label: draft.title }}>
      <p className="mt-4">
        It is removed from lists and search, and its threads are no longer covered. Every revision stays readable at its own address. If you
        name a successor, the old address leads there. An editor can bring the answer back from the desk.
      </p>
      <FormError form={form} />
      <form method="post" action={urls.answerArchive(slug)}>
        <Field
          form={form}
          name="successor"
          label="Successor"
          hint="The address of a published answer, or its last part. Optional."
          maxLength={200}
        />
        <div className="do">
          <button className="btn btn-no" type="submit">
            Archive it
          </button>
          <a className="link" href={urls.answer(slug)}>
            Leave it as it is
          </a>
        </div>
      </form>
    </FormPage>
  )
}
