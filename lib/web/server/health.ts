import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '../../platform/env'
import { queryEmbedderFault, readEmbedderState, readOutbox, readServingModel, searchHealth } from '../../search'
import type { PageCache } from '../cache'
import { metrics } from '../http'
import { sendText } from './answer'
import { mayReadMetrics } from './metrics-access'
import { readiness } from './readiness'

/** Responds to /readyz; with 503 if a part is not ready, naming the part. */
export async function sendReadiness(response: ServerResponse, listening: boolean): Promise<void> {
  const checks = await readiness(listening)
  const all = checks.every((check) => check.ready)
  const lines = checks.map((check) => `${check.ready ? 'ready' : 'NOT READY'}  ${check.name}: ${check.detail}\n`)
  sendText(response, all ? 200 : 503, lines.join(''))
}

/** Responds to /metrics if the request may read it. */
export async function sendMetrics(request: IncomingMessage, response: ServerResponse, cache: PageCache): Promise<void> {
  const { metricsToken } = env()
  if (!mayReadMetrics(request, metricsToken)) {
    if (metricsToken !== undefined)
      return sendText(response, 401, 'This needs the token of CAIRN_METRICS_TOKEN.\n', { 'WWW-Authenticate': 'Bearer' })
    return sendText(response, 403, 'Metrics are for programs on this machine. For others, set CAIRN_METRICS_TOKEN.\n')
  }
  metrics().cachedPages.set(cache.size.pages)
  metrics().cachedBytes.set(cache.size.bytes)
  await measureSearch()
  sendText(response, 200, await metrics().registry.metrics(), { 'Content-Type': metrics().registry.contentType })
}

async function measureSearch(): Promise<void> {
  metrics().searchReduced.set((await searchHealth()).reduced ? 1 : 0)
  const { waiting, dead, oldestSeconds } = await readOutbox()
  metrics().searchOutbox.set({ state: 'waiting' }, waiting)
  metrics().searchOutbox.set({ state: 'dead' }, dead)
  metrics().searchOutboxOldest.set(oldestSeconds)
  const [embedding, model] = await Promise.all([readEmbedderState(), readServingModel()])
  metrics().embeddingsWaiting.set(embedding.waiting)
  metrics().semanticSearchServes.set(model && !queryEmbedderFault() ? 1 : 0)
}
