import { feedResponse } from '@/lib/web/reads'

export const dynamic = 'force-dynamic'

/** New threads and answers of the whole site. */
export function GET(): Promise<Response> {
  return feedResponse(null, 'atom')
}
