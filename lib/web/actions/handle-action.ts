import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import { authorizeAtAll, mayAtAll } from '../../identity/viewer'
import { DomainError, type DomainErrorCode } from '../../platform/errors'
import { log } from '../../platform/log'
import { countAgainst } from '../../platform/rate-limit'
import {
  type FormState,
  faultFields,
  faultSentence,
  faultStatus,
  isSameOrigin,
  ReaderLeft,
  readForm,
  type SentForm,
  writtenCookie,
} from '../http'
import type { ActionContext } from './action'
import type { FoundAction } from './find-action'
import { readFilesOf, type Sent } from './read-sent'
import { refuseAnother } from './refuse-another'
import { sendDownload } from './send-download'

const statusOf: Record<DomainErrorCode, number> = {
  invalid: 422,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
}

/** `typed` is what was sent, for a page that can be shown even if `page` fails. */
export type Refused = { status: number; form: FormState; page: string; typed: SentForm['values'] }

/**
 * Does what a form asks for and redirects the reader. If it is refused or fails unexpectedly, returns which page shows the form again and
 * with which status; otherwise null. @throws ReaderLeft if the form never came whole.
 */
export async function handleAction(
  request: IncomingMessage,
  response: ServerResponse,
  { action, params }: FoundAction,
  { requestId, ...context }: Omit<ActionContext, 'files' | 'received' | 'who' | 'query'> & { requestId: string },
): Promise<Refused | null> {
  const page = action.page?.(params) ?? request.url ?? '/'
  const wantsJson = String(request.headers.accept ?? '').startsWith('application/json')
  let sent: Sent = { values: {}, files: [] }
  const who = context.signedIn ? `person ${context.signedIn.person.id}` : context.address
  try {
    if (!action.fromAnywhere && !isSameOrigin(request)) throw new DomainError('forbidden', 'This form was sent from another site.')
    // Texts are read first, so that a refusal can give them back. Files are too large for that.
    const hasFiles = String(request.headers['content-type'] ?? '').startsWith('multipart/')
    if (!hasFiles) sent = await readForm(request)
    authorizeAtAll(context.viewer, action.permission)
    if (action.limit) await countAgainst(action.limit, who)
    if (hasFiles) sent = await readFilesOf(request, action.receives, context.viewer)
    refuseAnother(sent, context.signedIn)
    const input = action.input.safeParse(valuesFor(sent))
    if (!input.success) throw inputError(input.error)
    const query = new URL(request.url ?? '/', 'http://site').searchParams
    const outcome = await action.run({ ...context, who, query, files: sent.files, received: sent.received }, input.data, params)
    const cookies = [...(outcome.cookies ?? []), writtenCookie()]
    response.setHeader('Set-Cookie', cookies)
    response.setHeader('Cache-Control', 'no-store')
    if (outcome.download) await sendDownload(response, outcome.download)
    else if (outcome.says) response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(outcome.says)
    else if (wantsJson) json(response, 200, { to: outcome.to, ...(outcome.data === undefined ? {} : { data: outcome.data }) })
    else response.writeHead(303, { Location: outcome.to }).end()
    return null
  } catch (thrown) {
    if (sent.received) await action.receives?.remove(sent.received.folder)
    if (request.socket.destroyed && !request.complete) throw new ReaderLeft()
    const error = thrown instanceof DomainError ? thrown : unexpected(thrown, request, requestId, sent)
    const status = error instanceof Fault ? error.status : statusOf[error.code]
    if (wantsJson) {
      json(response, status, { error: error.message, field: error.field })
      return null
    }
    const changed = Object.entries(error.changed).map(([name, value]) => [name, [value]])
    const form: FormState = {
      values: { ...sent.values, ...Object.fromEntries(changed) },
      message: error.message,
      code: error.code,
      field: error.field,
    }
    // The session ended while someone wrote. The form's own page would lead to the sign-in page and lose the text.
    const isSignedOut =
      error.code === 'forbidden' &&
      !mayAtAll(context.viewer, action.permission) &&
      !context.signedIn &&
      Object.keys(sent.values).length > 0 &&
      isSameOrigin(request)
    const typed = sent.values
    return isSignedOut
      ? { status, page: '/signed-out', form: { ...form, action: request.url }, typed }
      : { status, page, form: page === request.url ? form : { ...form, action: request.url?.split('?')[0] }, typed }
  }
}

/** An unexpected failure, in words for the page. */
class Fault extends DomainError {
  constructor(
    readonly status: 500 | 503,
    message: string,
  ) {
    super('unavailable', message)
  }
}

function unexpected(error: unknown, request: IncomingMessage, requestId: string, { values }: SentForm): Fault {
  log('error', 'form failed', { request: requestId, path: request.url?.split('?')[0], ...faultFields(error) })
  const status = faultStatus(error)
  const typed = Object.keys(values).length > 0 ? 'What you typed is still here: try again in a moment.' : 'Try again in a moment.'
  return new Fault(status, `${faultSentence(status, requestId)} ${typed}`)
}

// A name that ends in [] is a list. Of any other name the first value counts.
function valuesFor({ values }: SentForm): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(values).map(([name, given]) => (name.endsWith('[]') ? [name.slice(0, -2), given] : [name, given[0] ?? ''])),
  )
}

function inputError(error: z.ZodError): DomainError {
  const issue = error.issues[0]
  return new DomainError('invalid', issue?.message ?? 'Something is missing.', issue?.path[0] === undefined ? null : String(issue.path[0]))
}

function json(response: ServerResponse, status: number, data: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }).end(JSON.stringify(data))
}
