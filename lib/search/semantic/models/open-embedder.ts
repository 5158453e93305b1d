import fs from 'node:fs'
import { type EmbedderSetting, env } from '../../../platform/env'
import { DomainError } from '../../../platform/errors'
import type { Embedder } from '../embedder'
import { openHttpEmbedder } from './http-embedder'
import { openLocalEmbedder } from './local/local-embedder'
import { readModelFolder } from './local/model-folder'

/** The model of this installation as it stands now: the usual one counts once it was fetched, and without it there is none. */
export function modelSetting(): EmbedderSetting {
  const { embedder } = env()
  const isMissing = embedder.kind === 'local' && embedder.given === undefined && !fs.existsSync(embedder.folder)
  return isMissing ? { kind: 'none' } : embedder
}

/**
 * Opens the model that a setting names; null for none. `expected` is the name that posts were embedded with.
 * @throws DomainError `unavailable` with a sentence that says why it can't be, or that another stands in its place.
 */
export async function openEmbedder(setting: EmbedderSetting, expected?: string): Promise<Embedder | null> {
  switch (setting.kind) {
    case 'none':
      return null
    case 'http':
      return openHttpEmbedder(setting).then((embedder) => {
        refuseOther(embedder.model, expected)
        return embedder
      })
    case 'local':
      // Looked at before it is opened, which holds up everything else for a moment.
      if (expected) refuseOther((await readModelFolder(setting.folder)).id, expected)
      return openLocalEmbedder(setting.folder)
  }
}

function refuseOther(found: string, expected: string | undefined): void {
  if (expected !== undefined && found !== expected)
    throw new DomainError('unavailable', `The posts were embedded with ${expected}, and ${found} stands in its place.`)
}
