import { z } from 'zod'
import type { Settings } from '../setting'

export const developers = {
  CAIRN_EVAL_DIR: {
    about: 'folder of labelled sets for the optional quality tests',
    schema: z.string().min(1).optional(),
  },
} satisfies Settings
