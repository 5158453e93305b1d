import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ChooseRelated } from '@/components/related/choose-related'
import { requirePerson } from '@/components/shell/require-person'
import { readRelatedChoices } from '@/lib/curation/related'
import { urls } from '@/lib/shared'
import { idOf } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Related', robots: { index: false } }

export default async function ThreadRelated({ params }: PageProps<'/threads/[id]/related'>) {
  const id = idOf((await params).id)
  if (id === null) notFound()
  const me = requirePerson(urls.threadRelated(id), 'related.choose')
  const view = await readRelatedChoices(me.viewer, { kind: 'thread', id })
  if (!view) notFound()
  return <ChooseRelated from={{ kind: 'thread', id }} view={view} action={urls.threadRelated(id)} />
}
