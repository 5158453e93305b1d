import { z } from 'zod'
import { url } from '../fields'
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
