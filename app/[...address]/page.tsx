import { notFound, permanentRedirect } from 'next/navigation'
import { decoded } from '@/lib/shared'
import { reads } from '@/lib/web/reads'

/** Addresses that are none of ours may be those of the forum that was imported: they lead on for good. */
export default async function OldAddress({ params }: PageProps<'/[...address]'>) {
  const { address } = await params
  const target = await reads.oldAddress(`/${address.map(decoded).join('/')}`)
  if (!target) notFound()
  permanentRedirect(target)
}
