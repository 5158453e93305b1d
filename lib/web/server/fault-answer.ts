import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../../platform/log'
import { faultFields, faultSentence, faultStatus, isSameOrigin, ReaderLeft, readForm } from '../http'
import { sendRefusal } from './answer'
import type { TypedForm } from './simple-page'

/** Logs an unexpected failure and responds with its number and with what was typed. Never throws. */
export async function answerFault(id: string, error: unknown, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A reader who left needs no response, and nothing failed.
  if (error instanceof ReaderLeft) return void response.destroy()
  log('error', 'request failed', { request: id, method: request.method, path: request.url?.split('?')[0], ...faultFields(error) })
  if (response.headersSent || response.destroyed) return void response.destroy()
  const form = await typedForm(request).catch(() => undefined)
  if (response.headersSent || response.destroyed) return void response.destroy()
  const status = faultStatus(error)
  const title = status === 503 ? 'This cannot be done right now' : 'Something went wrong here'
  const text = `${faultSentence(status, id)} It is not your fault: trying again in a moment often helps.`
  sendRefusal(response, status, { title, text, form }, status === 503 ? { 'Retry-After': '10' } : {})
}

/** Reads what was sent if the failure came before the form was read. Forms of other sites are not shown. */
async function typedForm(request: IncomingMessage): Promise<TypedForm | undefined> {
  const isForm = request.method === 'POST' && String(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  if (!isForm || request.readableDidRead || !isSameOrigin(request)) return undefined
  return { action: request.url ?? '/', values: (await readForm(request)).values }
}
