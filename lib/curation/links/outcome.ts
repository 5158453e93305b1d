import type { IncomingHttpHeaders } from 'node:http'
import { codeOf } from '../../platform/errors'
import { messageOf } from '../../platform/log'
import { AddressRefusedError } from '../../platform/outbound'

/**
 * What a check met. `walled`: the site does not let programs look, which says nothing about its page. `gone`: it says that there is no
 * such page. `failing`: it does not work, which may pass.
 */
export type Outcome = {
  kind: 'fine' | 'walled' | 'gone' | 'failing'
  /** Null where there was no response. */
  status: number | null
  /** The end of a sentence; empty where all is well. */
  why: string
  movedTo: string | null
  /** For so long the site wants to be left alone. */
  retryAfterMs?: number
  /** Another method may get another response. */
  askAgain?: boolean
}

const goneStatuses: Record<number, string> = { 404: 'its site has no such page', 410: 'its site says that the page is gone for good' }
/** 999 is what one large site returns to every program. */
const walls = [401, 402, 403, 407, 429, 451, 999]

/** Returns what a response that is no redirect says. */
export function outcomeOfStatus(status: number, headers: IncomingHttpHeaders): Outcome {
  if (status < 400) return { kind: 'fine', status, why: '', movedTo: null }
  const retryAfterMs = status === 429 || status === 503 ? retryAfterOf(headers['retry-after']) : undefined
  const common = { status, movedTo: null, retryAfterMs, askAgain: status !== 429 && retryAfterMs === undefined }
  if (walls.includes(status)) return { ...common, kind: 'walled', why: `its site does not let programs look (${status})` }
  const gone = goneStatuses[status]
  if (gone) return { ...common, kind: 'gone', why: `${gone} (${status})` }
  return { ...common, kind: 'failing', why: `its site returned an error (${status})` }
}

/** Seconds, or a date. */
function retryAfterOf(value: string | undefined): number | undefined {
  if (!value) return undefined
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

/** Codes of a connection that was closed on a method that a server does not know. */
const cutOff = /^(ECONNRESET|EPIPE|HPE_)/
const ofCertificate = /CERT|^ERR_TLS|^ERR_SSL|SIGNATURE|ISSUER|^EPROTO$/

/** Returns what a request without a response says. */
export function outcomeOfError(error: unknown): Outcome {
  const none = { status: null, movedTo: null }
  if (error instanceof AddressRefusedError) return { ...none, kind: 'walled', why: `it was not asked for: ${error.message}` }
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
    return { ...none, kind: 'failing', why: 'its site is too slow' }
  const code = codeOf(error) ?? messageOf(error)
  if (code === 'ENOTFOUND') return { ...none, kind: 'gone', why: 'there is no site of this name' }
  if (ofCertificate.test(code)) return { ...none, kind: 'failing', why: `its site has no valid certificate (${code})` }
  return { ...none, kind: 'failing', why: `its site can’t be reached (${code})`, askAgain: cutOff.test(code) }
}
