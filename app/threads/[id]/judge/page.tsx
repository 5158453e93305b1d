import { permanentRedirect } from 'next/navigation'
import { urls } from '@/lib/shared'
import { idOf } from '@/lib/web/http'

/** The address of `../coverage` up to version 0.1. */
export default async function OldCoverageAddress({ params }: PageProps<'/threads/[id]/judge'>) {
  permanentRedirect(urls.threadCoverage(idOf((await params).id) ?? 0))
}
