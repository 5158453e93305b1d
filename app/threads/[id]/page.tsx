import { notFound, permanentRedirect } from 'next/navigation'
import { urls } from '@/lib/shared'
import { idOf } from '@/lib/web/http'
import { reads, redirectMerged } from '@/lib/web/reads'

/** The short address of a thread leads to the one with its title. */
export default async function ThreadById({ params }: PageProps<'/threads/[id]'>) {
  const id = idOf((await params).id)
  const thread = id === null ? null : await reads.thread(id, 1)
  if (!thread) await redirectMerged(id)
  if (!thread) notFound()
  permanentRedirect(urls.thread(thread))
}
