import { makeChallenge } from '@/lib/identity/challenge'
import { env } from '@/lib/platform/env'

export const dynamic = 'force-dynamic'

/** A proof of work for a form, where the site asks for one. */
export async function GET(): Promise<Response> {
  const isOn = env().newcomers.challenge
  return Response.json(isOn ? await makeChallenge() : null, { status: isOn ? 200 : 404, headers: { 'Cache-Control': 'no-store' } })
}
