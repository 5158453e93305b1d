import { z } from 'zod'
import { wholeNumber } from '../fields'
import type { Settings } from '../setting'

export const server = {
  CAIRN_DATA_DIR: {
    about: 'folder of the embedded PostgreSQL, pictures, mails where there is no mail server, the secret and locks',
    schema: z.string().min(1).default('.data'),
    setByCompose: true,
  },
  CAIRN_SECRET: {
    about: 'key that signs cookies, 32 characters or more; several machines must share one',
    schema: z.string().min(32, 'must have at least 32 characters').optional(),
    unset: 'made in the data folder',
    secret: true,
  },
  CAIRN_TRUSTED_PROXIES: {
    about: 'number of proxies in front whose X-Forwarded-For is believed',
    schema: wholeNumber(0, 10).default(0),
  },
  CAIRN_PAGE_CACHE_MB: {
    about: 'megabytes of memory that one web process takes for finished pages',
    schema: wholeNumber(0, 65536).default(128),
  },
  CAIRN_METRICS_TOKEN: {
    about:
      'token, 16 characters or more, with which programs may read `/metrics` from anywhere; without one only those on the same machine may',
    schema: z
      .string()
      .regex(/^\S{16,200}$/, 'must have at least 16 characters and no space')
      .optional(),
    secret: true,
  },
  CAIRN_ENV_FILE: {
    about: 'another file to read settings from, or `off` for none',
    schema: z.string().min(1).optional(),
    unset: '.env',
    setByCompose: true,
    setIn: 'environment',
  },
  CAIRN_EMBEDDED: {
    about: 'the database is the one that this installation brings',
    schema: z.string().optional(),
    setIn: 'supervisor',
  },
} satisfies Settings
