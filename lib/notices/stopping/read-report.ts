import PostalMime from 'postal-mime'
import { DomainError } from '../../platform/errors'
import type { MailReport } from './record-report'

const neverStops = /^(not-spam|auth-failure|virus|other)$/i

/**
 * Reads a report about a mail: that it could not be delivered (RFC 3464), or that its reader called it unwanted (ARF, RFC 5965). Returns
 * null for a report after which mail goes on, such as one of a delay. @throws DomainError `invalid` for what is neither.
 */
export async function readReport(source: Uint8Array): Promise<MailReport | null> {
  const mail = await PostalMime.parse(source, { forceRfc822Attachments: true }).catch(() => null)
  const parts = mail?.attachments ?? []
  const textOf = (type: RegExp) => {
    const part = parts.find(({ mimeType }) => type.test(mimeType))
    return part === undefined ? null : asText(part.content)
  }
  const status = textOf(/^message\/(global-)?delivery-status$/i)
  const feedback = textOf(/^message\/feedback-report$/i)
  const original = fieldsOf(textOf(/^(message\/(global|rfc822)|text\/rfc822-headers)(-headers)?$/i) ?? '')
  const messageId = original.get('message-id') ?? null
  if (status !== null) return ofDelivery(status, messageId)
  if (feedback !== null) return ofFeedback(feedback, original, messageId)
  throw new DomainError(
    'invalid',
    'This is no report about a mail: it has neither a delivery status (RFC 3464) nor a feedback report (ARF).',
  )
}

type Fields = Map<string, string>

function ofDelivery(status: string, messageId: string | null): MailReport | null {
  // The first block is about the mail, each other one about a recipient.
  const failed = blocksOf(status).filter((fields) => /^failed$/i.test(fields.get('action') ?? '') && !/^4/.test(fields.get('status') ?? ''))
  const addresses = failed.flatMap((fields) => addressOf(fields.get('original-recipient') ?? fields.get('final-recipient')) ?? [])
  if (addresses.length === 0) return null
  const [first] = failed
  const said = [first?.get('status'), afterSemicolon(first?.get('diagnostic-code') ?? '')].filter(Boolean).join(' ')
  return { addresses, complaint: false, said, messageId }
}

function ofFeedback(feedback: string, original: Fields, messageId: string | null): MailReport | null {
  const [fields = new Map<string, string>()] = blocksOf(feedback)
  const kind = fields.get('feedback-type') ?? ''
  const address = addressOf(fields.get('original-rcpt-to') ?? original.get('to'))
  if (neverStops.test(kind)) return null
  if (address === null && messageId === null)
    throw new DomainError('invalid', 'This feedback report names neither a recipient nor a mail of ours.')
  return { addresses: [address ?? ''], complaint: true, said: kind && `Reported as ${kind}.`, messageId }
}

/** Blocks of fields with an empty line between them. */
const blocksOf = (text: string): Fields[] =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map(fieldsOf)
    .filter((fields) => fields.size > 0)

/** The fields at the beginning of a text, by their names in small letters. A line that begins with a space continues the one before. */
function fieldsOf(text: string): Fields {
  const [head = ''] = text.replace(/\r\n?/g, '\n').replace(/^\n+/, '').split('\n\n')
  const lines = head.replace(/\n[ \t]+/g, ' ').split('\n')
  return new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? []
      return name === undefined ? [] : [[name.toLowerCase(), (value ?? '').trim()] as const]
    }),
  )
}

const afterSemicolon = (text: string) => text.replace(/^[^;]*;\s*/, '')

/** The address of "rfc822; mara@example.org", or of "Mara <mara@example.org>". */
function addressOf(field: string | undefined): string | null {
  const [address] = /[^\s<>;,"]+@[^\s<>;,"]+/.exec(afterSemicolon(field ?? '')) ?? []
  return address ?? null
}

const asText = (content: ArrayBuffer | Uint8Array | string) => (typeof content === 'string' ? content : new TextDecoder().decode(content))
