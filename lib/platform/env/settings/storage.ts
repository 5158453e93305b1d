import { z } from 'zod'
import { url, wholeNumber } from '../fields'
import type { Settings } from '../setting'

export const pictures = {
  CAIRN_S3_URL: {
    about: 'bucket for pictures: its address with the name of the bucket',
    schema: url(['http:', 'https:']).optional(),
    unset: 'the data folder',
    example: 'https://s3.example.org/pictures',
  },
  CAIRN_S3_KEY: {
    about: 'access key of that bucket',
    schema: z.string().min(1).optional(),
    secret: true,
  },
  CAIRN_S3_SECRET: {
    about: 'secret key of that bucket',
    schema: z.string().min(1).optional(),
    secret: true,
  },
  CAIRN_S3_REGION: {
    about: 'region of that bucket',
    schema: z.string().min(1).default('us-east-1'),
  },
} satisfies Settings

const megabytes = (max: number) => wholeNumber(1, max)

export const imports = {
  CAIRN_IMPORT_MB: {
    about: 'megabytes that an archive may have which an administrator imports from the browser',
    schema: megabytes(1_000_000).default(2_000),
  },
  CAIRN_IMPORT_UNPACKED_MB: {
    about: 'megabytes that such an archive may unpack to',
    schema: megabytes(10_000_000).default(20_000),
  },
  CAIRN_IMPORT_FILES: {
    about: 'files that such an archive may hold',
    schema: wholeNumber(1, 100_000_000).default(500_000),
  },
} satisfies Settings

export const backups = {
  CAIRN_BACKUP_TO: {
    about:
      'folder or bucket (`https://host/bucket`) for automatic backups, another for each installation, or `off`; the database of `DATABASE_URL` is saved only if this is set',
    schema: z.string().min(1).optional(),
    unset: '`backups` in the data folder',
  },
  CAIRN_BACKUP_KEY: {
    about: 'access key of that bucket',
    schema: z.string().min(1).optional(),
    unset: '`CAIRN_S3_KEY`',
    secret: true,
  },
  CAIRN_BACKUP_SECRET: {
    about: 'secret key of that bucket',
    schema: z.string().min(1).optional(),
    unset: '`CAIRN_S3_SECRET`',
    secret: true,
  },
  CAIRN_BACKUP_REGION: {
    about: 'region of that bucket',
    schema: z.string().min(1).optional(),
    unset: '`CAIRN_S3_REGION`',
  },
} satisfies Settings
