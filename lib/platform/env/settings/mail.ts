import { z } from 'zod'
import { url } from '../fields'
import type { Settings } from '../setting'

export const mail = {
  SMTP_URL: {
    about: 'mail server, `smtp://user:password@host:587`; without one, mails are files in the data folder, listed on `/admin/mail`',
    schema: url(['smtp:', 'smtps:']).optional(),
    example: 'smtp://user:password@mail.example.org:587',
    secret: true,
  },
  CAIRN_MAIL_FROM: {
    about: 'sender of mails',
    schema: z.string().min(3).max(200).optional(),
    unset: 'name of the site, cairn@ and its host',
    example: 'Help <help@example.org>',
  },
  CAIRN_BOUNCE_TOKEN: {
    about:
      'token, 16 characters or more, with which a mail service may report mail that came back to `/mail/bounces`; without one it can’t',
    schema: z
      .string()
      .regex(/^\S{16,200}$/, 'must have at least 16 characters and no space')
      .optional(),
    secret: true,
  },
} satisfies Settings
