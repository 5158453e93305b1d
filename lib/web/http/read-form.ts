import type { IncomingMessage } from 'node:http'
import { DomainError } from '../../platform/errors'
import { storable } from '../../shared'

/** What a form sent: texts by their names, and files. */
export type SentForm = { values: Record<string, string[]>; files: { name: string; file: File }[] }

/** The most bytes that a form's texts take: the longest post, in letters that take nine bytes each as a form sends them. */
const textBytesMax = 2_500_000
/** The same with pictures. */
const filesBytesMax = 12_000_000

/** Reads a form of either encoding. @throws DomainError `invalid` if it is too large or no form. */
export async function readForm(request: IncomingMessage): Promise<SentForm> {
  const type = String(request.headers['content-type'] ?? '')
  const isMultipart = type.startsWith('multipart/form-data')
  if (!isMultipart && !type.startsWith('application/x-www-form-urlencoded'))
    throw new DomainError('invalid', 'This address takes forms only.')
  const body = await readBody(request, isMultipart ? filesBytesMax : textBytesMax)
  // Without a prototype: a field may be called "constructor".
  const sent: SentForm = { values: Object.create(null), files: [] }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData().catch(() => {
    throw new DomainError('invalid', 'This form could not be read.')
  })
  for (const [name, value] of form as unknown as Iterable<[string, string | File]>) {
    if (typeof value !== 'string') sent.files.push({ name, file: value })
    else {
      // Browsers send line breaks as CRLF. Texts are stored with LF, and without characters that no database stores.
      sent.values[name] ??= []
      sent.values[name].push(storable(value).replace(/\r\n?/g, '\n'))
    }
  }
  return sent
}

/** Returns the body of a request. @throws DomainError `invalid` if it is larger. */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    // The rest is read and dropped: a sender who still sends could not read the response.
    if (bytes <= bytesMax) chunks.push(chunk)
    else if (bytes > bytesMax * 4) request.destroy()
  }
  if (bytes > bytesMax) throw new DomainError('invalid', `This is more than ${Math.floor(bytesMax / 1_000_000)} MB.`)
  return Buffer.concat(chunks)
}
