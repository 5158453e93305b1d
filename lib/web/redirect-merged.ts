import 'server-only'
import { permanentRedirect } from 'next/navigation'
import { reads } from './reads'
import { urls } from './urls'

/** The addresses of a merged thread lead to the one its posts went into; of any other thread nothing happens. */
export async function redirectMerged(id: number | null): Promise<void> {
  const into = id === null ? null : await reads.mergedInto(id)
  if (into) permanentRedirect(urls.thread(into))
}
