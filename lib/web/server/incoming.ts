import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FoundAction } from '../actions'
import type { Address } from '../http'

/** A request whose address and method are accepted. */
export type Incoming = {
  /** Its number in the log. */
  id: string
  request: IncomingMessage
  response: ServerResponse
  address: Address
  /** What a form does that is sent here; null where none is taken. */
  action: FoundAction | null
  /** The reader's network address, which limits count. */
  reader: string
}
