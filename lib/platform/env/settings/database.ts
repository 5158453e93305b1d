import { z } from 'zod'
import { databaseAddress, hostName, wholeNumber } from '../fields'
import type { Settings } from '../setting'

export const database = {
  DATABASE_URL: {
    about: 'address of a PostgreSQL, 15 or newer, `postgresql://user:password@host:5432/name`',
    schema: databaseAddress.optional(),
    unset: 'the embedded PostgreSQL',
    example: 'postgresql://user:password@host:5432/cairn',
    secret: true,
    setByCompose: true,
  },
  DATABASE_HOST: {
    about: 'host of that address, given in parts, where the password may hold any character; `DATABASE_URL` wins',
    schema: hostName.optional(),
    example: 'database.example.org',
    setByCompose: true,
  },
  DATABASE_PORT: {
    about: 'port of `DATABASE_HOST`',
    schema: wholeNumber(1, 65535).default(5432),
    setByCompose: true,
  },
  DATABASE_USER: {
    about: 'user at `DATABASE_HOST`',
    schema: z.string().min(1).optional(),
    unset: 'cairn',
    example: 'cairn',
    setByCompose: true,
  },
  DATABASE_PASSWORD: {
    about: 'password of that user',
    schema: z.string().min(1).optional(),
    secret: true,
    setByCompose: true,
  },
  DATABASE_NAME: {
    about: 'name of the database at `DATABASE_HOST`',
    schema: z.string().min(1).default('cairn'),
    setByCompose: true,
  },
  CAIRN_DB_CONNECTIONS: {
    about: 'maximum number of database connections of one process, at least 6',
    // The worker holds up to four connections while it holds locks.
    schema: wholeNumber(6, 200).default(10),
  },
} satisfies Settings
