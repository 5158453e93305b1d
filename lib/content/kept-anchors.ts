import { z } from 'zod'

/** The column `kept_anchors` of an answer, as it comes from the database. */
export const keptAnchorsColumn = z.record(z.string(), z.array(z.string())).nullable()
