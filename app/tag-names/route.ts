import { urls } from '@/lib/shared'
import { reads } from '@/lib/web/reads'

export const dynamic = 'force-dynamic'

const namesShown = 8

/** Returns tags that begin with what someone has typed, for completion in the editor. Cached like a page. */
export async function GET(request: Request): Promise<Response> {
  const names = await reads.tagNames(new URL(request.url).searchParams.get('q') ?? '', namesShown)
  return Response.json({ tags: names.map((name) => ({ name, href: urls.tag(name) })) })
}
