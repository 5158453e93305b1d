/** PostgreSQL ends or refuses connections because it goes down or comes up: administrator, crash, starting. */
const statesOfServer = ['57P01', '57P02', '57P03']
const codesOfNetwork = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']

/** Whether a statement failed because its connection did, not for what it says: it may be tried again on another. */
export function isConnectionLost(error: Error): boolean {
  const { code = '' } = error as { code?: string }
  return statesOfServer.includes(code) || codesOfNetwork.includes(code) || /^Connection terminated/.test(error.message)
}
