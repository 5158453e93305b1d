import { z } from 'zod'
import type { Settings } from '../setting'

export const links = {
  CAIRN_CHECK_LINKS: {
    about:
      'on or off: whether the worker asks the sites that canonical answers link to whether the pages are still there, about once a week',
    schema: z.enum(['on', 'off'], 'must be on or off').default('on'),
  },
} satisfies Settings
