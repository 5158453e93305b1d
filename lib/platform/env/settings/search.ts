import { z } from 'zod'
import { url } from '../fields'
import type { Settings } from '../setting'

export const search = {
  MEILI_URL: {
    about: 'address of a Meilisearch, 1.18 or a later 1 (tried on 1.50); without one, PostgreSQL searches',
    schema: url(['http:', 'https:']).optional(),
    example: 'http://127.0.0.1:7700',
    setByCompose: true,
  },
  MEILI_KEY: {
    about: 'key for Meilisearch',
    schema: z.string().min(1).optional(),
    unset: 'the one that `cairn search-key` made',
    secret: true,
    setByCompose: true,
  },
  MEILI_MASTER_KEY: {
    about:
      'master key of Meilisearch, 16 bytes or more, for `cairn search-key` alone: it makes a key that may do no more than Cairn needs, and puts it into the data folder',
    schema: z.string().min(1).optional(),
    secret: true,
  },
  MEILI_INDEX: {
    about: 'name of the index in Meilisearch; installations that share a server need different ones',
    schema: z
      .string()
      .regex(/^[\w-]{1,40}$/, 'must be at most 40 letters, digits, - or _')
      .default('cairn'),
  },
  CAIRN_GOLDEN_QUERIES: {
    about: 'file of golden queries; they are in the database now, and a file that is new or has changed is read once',
    schema: z.string().min(1).optional(),
    unset: '`golden-queries.json` in the data folder',
  },
} satisfies Settings

export const semantic = {
  CAIRN_EMBEDDER: {
    about: 'where the embedding model for semantic search runs: local, http or none; without a model, search uses keywords only',
    schema: z.enum(['local', 'http', 'none'], 'must be local, http or none').optional(),
    unset: 'local, or http where `CAIRN_MODEL` is an address',
    example: 'local',
  },
  CAIRN_MODEL: {
    about:
      'model: a folder (`./models/mine`), an id of the hub (`owner/name`), or the address of an embeddings endpoint (`http://host/v1/embeddings`: OpenAI, Ollama, TEI)',
    schema: z.string().min(1).optional(),
    unset: 'what `cairn model fetch` brought',
  },
  CAIRN_MODEL_NAME: {
    about: 'name of the model, for an embeddings endpoint that has several',
    schema: z.string().max(200).optional(),
  },
  CAIRN_MODEL_KEY: {
    about: 'key for the embeddings endpoint',
    schema: z.string().min(1).optional(),
    secret: true,
  },
  CAIRN_MODEL_HUB: {
    about: 'address of the model hub for `cairn model fetch`',
    schema: url(['http:', 'https:']).default('https://huggingface.co'),
  },
} satisfies Settings
