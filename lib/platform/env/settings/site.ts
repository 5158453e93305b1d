import { z } from 'zod'
import { languages, url, wholeNumber } from '../fields'
import type { Settings } from '../setting'

const webAddress = url(['https:', 'http:'])

export const site = {
  PORT: {
    about: 'port that the web process listens on; with docker-compose.yml, the port outside the container',
    schema: wholeNumber(1, 65535).default(3000),
  },
  HOST: {
    about: 'address that the web process listens on',
    schema: z.string().min(1).default('127.0.0.1'),
    setByCompose: true,
  },
  CAIRN_URL: {
    about: 'origin in feeds, sitemap and canonical links',
    schema: url(['http:', 'https:']).optional(),
    unset: 'http://localhost:PORT',
    example: 'https://help.example.org',
  },
  CAIRN_NAME: {
    about: 'name of the site',
    schema: z.string().min(1).max(60).default('Cairn'),
  },
  CAIRN_DESCRIPTION: {
    about: 'one sentence about the site, on its home page and in feeds',
    schema: z
      .string()
      .regex(/^[^\r\n]{1,300}$/, 'must be one line of at most 300 characters')
      .optional(),
    example: 'One sentence about the site.',
  },
  CAIRN_CONTACT: {
    about: 'mail address, or address of a page, for people who need the administrators, such as someone who is suspended',
    schema: z
      .string()
      .max(200)
      .refine((value) => z.email().safeParse(value).success || webAddress.safeParse(value).success, {
        message: 'must be a mail address, or an address that begins with https:// or http://',
      })
      .optional(),
    unset: 'the administrators, by name',
    example: 'help@example.org',
  },
  CAIRN_LANGUAGE: {
    about: `language of the texts, by which search takes word endings off: ${languages.join(', ')}`,
    schema: z.enum(languages, `must be one of ${languages.join(', ')}`).default('english'),
  },
  CAIRN_SIGN_UP: {
    about: 'who can make an account: open, invitation or closed; an invitation of an administrator works in each',
    schema: z.enum(['open', 'invitation', 'closed'], 'must be open, invitation or closed').default('open'),
  },
  CAIRN_NEW_TAGS: {
    about: 'who makes a tag by using it first: members, editors or admins',
    schema: z.enum(['members', 'editors', 'admins'], 'must be members, editors or admins').default('members'),
  },
} satisfies Settings
