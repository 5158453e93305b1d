import { z } from 'zod'
import { url, wholeNumber } from '../fields'
import type { Settings } from '../setting'

const onOrOff = z.enum(['on', 'off'], 'must be on or off')

export const newcomers = {
  CAIRN_HOLD_FIRST_POSTS: {
    about: 'how many posts of a new member wait for the approval of an editor before others see them; 0 is none',
    schema: wholeNumber(0, 100).default(0),
  },
  CAIRN_SPAM_RULES: {
    about: 'on or off: whether posts of new members wait for approval that are little but links, or repeat what new members have posted',
    schema: onOrOff.default('on'),
  },
  CAIRN_CHALLENGE: {
    about:
      'on or off: whether browsers prove some work at sign-up and for the first post; without that proof the first post waits for approval',
    schema: onOrOff.default('off'),
  },
  CAIRN_SPAM_SERVICE_URL: {
    about: 'a spam service with the interface of Akismet, which is asked about posts of new members; `/admin/spam` says what is sent',
    schema: url(['https:', 'http:']).optional(),
    unset: 'no service',
    example: 'https://rest.akismet.com',
  },
  CAIRN_SPAM_SERVICE_KEY: {
    about: 'key for the spam service',
    schema: z.string().min(1).max(200).optional(),
    secret: true,
  },
} satisfies Settings
