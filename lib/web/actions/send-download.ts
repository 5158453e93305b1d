import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { log, messageOf } from '../../platform/log'
import type { Outcome } from './action'

/** Sends a file as it is made. If that fails halfway, the connection is cut: half a file must not look whole. */
export async function sendDownload(response: ServerResponse, { name, type, stream }: NonNullable<Outcome['download']>): Promise<void> {
  response.writeHead(200, { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"` })
  try {
    await pipeline(stream, response)
  } catch (error) {
    // A reader who closes the window stops it.
    if (!response.destroyed || !isClosedEarly(error)) log('error', 'a download was cut off', { name, error: messageOf(error) })
    response.destroy()
  }
}

function isClosedEarly(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE'
}
