import { readKeptPicture } from '@/lib/uploads/store'

export const dynamic = 'force-dynamic'

/** A picture of a post. Its name is its content's digest: it never changes. */
export async function GET(_: Request, { params }: RouteContext<'/uploads/[file]'>): Promise<Response> {
  const picture = await readKeptPicture((await params).file)
  if (!picture) return new Response('There is no such picture.\n', { status: 404, headers: { 'Cache-Control': 'no-store' } })
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'Content-Type': picture.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      // Were it something else after all, it would be nobody's page.
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  })
}
