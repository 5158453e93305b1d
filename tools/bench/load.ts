import fs from 'node:fs'
import http from 'node:http'
import { summary } from './quantiles'

/** What a server did under load. CPU is the server's own, in milliseconds for each request; null if the system does not say. */
export type LoadFigure = { requestsPerSecond: number; p50: number; p99: number; cpuMs: number | null; bytes: number }

const concurrency = 4
/** As in a process that has run for a minute: earlier, half of the time goes into compiling. */
const warmUpRequests = 250

/** The measured server: `origin` is its address without a path, `pid` its process. */
export type MeasuredServer = { origin: string; pid: number }

/**
 * Asks for the addresses in turn, four at a time, `count` times in all, uncompressed, on connections that stay open. `warmUp` are requested
 * before that: other addresses, to measure pages that nobody has asked for yet.
 */
export async function load(
  { origin, pid }: MeasuredServer,
  addresses: string[],
  count: number,
  warmUp = Array.from({ length: warmUpRequests }, (_, i) => addresses[i % addresses.length]),
): Promise<LoadFigure> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: concurrency })
  for (const address of warmUp) await get(origin + address, agent)
  const times: number[] = []
  let bytes = 0
  let next = 0
  const cpuBefore = cpuMsOf(pid)
  const started = performance.now()
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < count) {
        const address = addresses[next++ % addresses.length] as string
        const asked = performance.now()
        bytes += await get(origin + address, agent)
        times.push(performance.now() - asked)
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  const cpuAfter = cpuMsOf(pid)
  agent.destroy()
  const { p50, p99 } = summary(times)
  return {
    requestsPerSecond: count / seconds,
    p50,
    p99,
    cpuMs: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / count,
    bytes: bytes / count,
  }
}

function get(address: string, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    http
      .get(address, { agent, timeout: 30_000 }, (response) => {
        let bytes = 0
        response.on('data', (chunk) => {
          bytes += chunk.length
        })
        response.on('end', () =>
          response.statusCode === 200 ? resolve(bytes) : reject(new Error(`${address} answered ${response.statusCode}`)),
        )
      })
      .on('error', reject)
  })
}

/** Returns the CPU time of a process with all its threads, from /proc; ticks are hundredths of a second on Linux. */
function cpuMsOf(pid: number): number | null {
  try {
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return null
  }
}
