import net from 'node:net'
import { inject } from 'vitest'
import type { ServerReply } from './database-server'

let asked: Promise<string> | undefined

/** Address of the migrated database that test files copy. The first call of a run starts the server. */
export function serverUrl(): Promise<string> {
  asked ??= ask(inject('databasePort'))
  return asked
}

async function ask(port: number): Promise<string> {
  const socket = net.connect(port, '127.0.0.1')
  let text = ''
  for await (const chunk of socket) text += chunk
  const reply = JSON.parse(text) as ServerReply
  if ('failed' in reply) throw new Error(`The database of the tests does not start: ${reply.failed}`)
  return reply.url
}
