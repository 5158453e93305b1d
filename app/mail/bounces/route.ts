import { z } from 'zod'
import { recordReport } from '@/lib/notices/stopping'
import { env } from '@/lib/platform/env'
import { DomainError } from '@/lib/platform/errors'
import { countAgainst } from '@/lib/platform/rate-limit'
import { bearsToken, requestContext } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

const form = z.object({
  address: z.email().max(254),
  kind: z.enum(['bounce', 'complaint']),
  reason: z.string().max(2_000).default(''),
  messageId: z.string().max(400).nullish(),
})

const refusal = (status: number, error: string) => Response.json({ error }, { status })

/** Takes reports of mail that came back, or that its reader called unwanted, from a mail service that has the token. */
export async function POST(request: Request): Promise<Response> {
  const { bounceToken } = env()
  // Headers of a request stay outside of what Next sees.
  const context = requestContext()
  const limited = await countAgainst('bounce', context.reader.address).catch((error) => error)
  if (limited instanceof DomainError) return refusal(429, limited.message)
  if (!bounceToken) return refusal(404, 'No token for reports is set (CAIRN_BOUNCE_TOKEN).')
  if (!bearsToken(context.authorization, bounceToken)) return refusal(401, 'The token is missing, or is another one.')
  const read = form.safeParse(await request.json().catch(() => null))
  if (!read.success)
    return refusal(400, 'A report is {"address": "…", "kind": "bounce" or "complaint"}, with "reason" and "messageId" if there are any.')
  const { address, kind, reason, messageId } = read.data
  await recordReport({ addresses: [address], complaint: kind === 'complaint', said: reason, messageId: messageId ?? null })
  return new Response(null, { status: 204 })
}
