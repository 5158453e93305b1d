export const dynamic = 'force-dynamic'

/** The old address of the icon. */
export async function GET(): Promise<Response> {
  return new Response(null, { status: 308, headers: { Location: '/icon.svg' } })
}
