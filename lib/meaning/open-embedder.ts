import fs from 'node:fs'
import { type EmbedderSetting, env } from '../env'
import type { Embedder } from './embedder'
import { openHttpEmbedder } from './http-embedder'
import { openLocalEmbedder } from './local/local-embedder'

/** The model of this installation as it stands now: the usual one counts once it was fetched, and without it there is none. */
export function modelSetting(): EmbedderSetting {
  const { embedder } = env()
  const isMissing = embedder.kind === 'local' && embedder.given === undefined && !fs.existsSync(embedder.folder)
  return isMissing ? { kind: 'none' } : embedder
}

/** Opens the model that a setting names; null for none. @throws DomainError `unavailable` with a sentence that says why it can't be. */
export async function openEmbedder(setting: EmbedderSetting): Promise<Embedder | null> {
  switch (setting.kind) {
    case 'none':
      return null
    case 'http':
      return openHttpEmbedder(setting)
    case 'local':
      return openLocalEmbedder(setting.folder)
  }
}
