import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FindForm } from '@/components/forms/find-form'
import { FormPage } from '@/components/forms/form-page'
import { requirePerson } from '@/components/shell/require-person'
import { SameForm } from '@/components/threads/same-form'
import { UndoSame } from '@/components/threads/undo-same'
import { FormError } from '@/components/ui/field'
import { findSame } from '@/lib/curation/duplicates'
import { urls } from '@/lib/shared'
import { idOf, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'It asks the same as …', robots: { index: false } }

/** Where an editor says that a thread asks the same as another, or what an answer settles. */
export default async function SamePage({ params, searchParams }: PageProps<'/threads/[id]/asks-the-same'>) {
  const id = idOf((await params).id)
  if (id === null) notFound()
  const me = requirePerson(urls.threadSame(id), 'thread.merge')
  const query = await searchParams
  const words = one(query.find) ?? ''
  const found = await findSame(me.viewer, id, words)
  if (!found) notFound()
  const form = sentForm()
  return (
    <FormPage title="It asks the same as …" thread={{ href: urls.thread({ id, slug: found.slug }), label: found.title }}>
      <FormError form={form && { ...form, field: null }} />
      <UndoSame threadId={id} of={idOf(one(query.of) ?? '')} />
      <FindForm action={urls.threadSame(id)} name="find" label="Words" value={words || found.title} />
      {found.candidates.length === 0 ? (
        <p className="quiet mt-4">Nothing else was found for these words. Try fewer, or others.</p>
      ) : (
        <SameForm threadId={id} candidates={found.candidates} chosen={form?.values.of?.[0]} />
      )}
    </FormPage>
  )
}
