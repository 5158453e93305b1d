import { freePort } from '../../lib/platform/process'
import { type LoadFigure, load } from './load'
import { startedProcess } from './started-process'

const requests = 3_000

/** Measures a bare Node server that sends the bytes of this page. */
export async function bareFigure(address: string): Promise<LoadFigure> {
  const body = await (await fetch(address, { signal: AbortSignal.timeout(30_000) })).text()
  const port = await freePort()
  const server = await startedProcess('tools/bench/bare-server.ts', {}, [String(port)])
  server.send({ body })
  await new Promise((resolve) => server.once('message', resolve))
  try {
    return await load({ origin: `http://127.0.0.1:${port}`, pid: server.pid as number }, ['/'], requests)
  } finally {
    server.kill('SIGTERM')
  }
}
