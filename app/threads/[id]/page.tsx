import { notFound, permanentRedirect } from 'next/navigation'
import { urls } from '@/lib/shared/urls'
import { idOf } from '@/lib/web/http/parameters'
import { reads } from '@/lib/web/reads/reads'
import { redirectMerged } from '@/lib/web/reads/redirect-merged'

/** The short address of a thread leads to the one with its title. */
export default async function ThreadById({ params }: PageProps<'/threads/[id]'>) {
  const id = idOf((await params).id)
  const thread = id === null ? null : await reads.thread(id, 1)
  if (!thread) await redirectMerged(id)
  if (!thread) notFound()
  permanentRedirect(urls.thread(thread))
}
