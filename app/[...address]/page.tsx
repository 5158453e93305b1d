import { notFound, permanentRedirect } from 'next/navigation'
import { decoded } from '@/lib/shared'
import { reads } from '@/lib/web/reads'

/** Other addresses may belong to the imported forum: those redirect for good. */
export default async function OldAddress({ params }: PageProps<'/[...address]'>) {
  const { address } = await params
  const target = await reads.oldAddress(`/${address.map(decoded).join('/')}`)
  if (!target) notFound()
  permanentRedirect(target)
}
