/** Codes with which PostgreSQL ends or refuses connections when it stops, crashes or starts. */
const statesOfServer = ['57P01', '57P02', '57P03']
const codesOfNetwork = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']

/** Whether a statement failed because its connection was lost, not because of what it says. It can be tried again on another connection. */
export function isConnectionLost(error: Error): boolean {
  const { code = '' } = error as { code?: string }
  return statesOfServer.includes(code) || codesOfNetwork.includes(code) || /^Connection terminated/.test(error.message)
}
