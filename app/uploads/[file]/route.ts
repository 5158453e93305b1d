import { isPictureShown, readKeptPicture } from '@/lib/community/uploads'
import { person, requestContext } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/** A picture of a post, for those who may see the post. Hidden and missing look the same. */
export async function GET(_: Request, { params }: RouteContext<'/uploads/[file]'>): Promise<Response> {
  const { file } = await params
  const picture = (await mayBeShown(file)) ? await readKeptPicture(file) : null
  if (!picture) return new Response('There is no such picture.\n', { status: 404, headers: { 'Cache-Control': 'no-store' } })
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'Content-Type': picture.type,
      // If it were not a picture after all, it must not run as a page.
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  })
}

/** First looked up for everyone of this audience: only then may the response be shared. */
async function mayBeShown(file: string): Promise<boolean> {
  if (await isPictureShown(requestContext().viewer, file)) return true
  const me = person()
  return me !== null && isPictureShown(me.viewer, file)
}
