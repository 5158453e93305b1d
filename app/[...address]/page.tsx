import { notFound, permanentRedirect } from 'next/navigation'
import { findOldAddress } from '@/lib/web/old-address'
import { decoded } from '@/lib/web/parameters'

/** Addresses that are none of ours may be those of the forum that was imported: they lead on for good. */
export default async function OldAddress({ params }: PageProps<'/[...address]'>) {
  const { address } = await params
  const target = await findOldAddress(`/${address.map(decoded).join('/')}`)
  if (!target) notFound()
  permanentRedirect(target)
}
