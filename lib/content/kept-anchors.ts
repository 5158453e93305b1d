import { z } from 'zod'

/** Schema of the column `kept_anchors` of an answer. */
export const keptAnchorsColumn = z.record(z.string(), z.array(z.string())).nullable()
