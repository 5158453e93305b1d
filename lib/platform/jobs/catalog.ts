import { z } from 'zod'

/** Every job there is: its name and what it is given. Ids only; the handler reads the current state. */
export const jobs = {
  /** Computes the related list of a thread or answer. */
  'related.refresh': z.object({
    kind: z.enum(['thread', 'answer']),
    id: z.number().int(),
    /** Also of those it points to: they may now point back. */
    spread: z.boolean().optional(),
  }),
  /** Sends a mail that waits. */
  'mail.send': z.object({ id: z.number().int() }),
  /** Makes an automatic backup now. */
  'backup.make': z.object({}),
  /** Finishes what deleting a person began: posts that are withdrawn, pictures that are nowhere. */
  'person.erase': z.object({ id: z.number().int() }),
  /** Removes what nobody will ask for any more: old expiries, visits and salts of past days. */
  housekeeping: z.object({}),
} as const

export type JobName = keyof typeof jobs
export type JobData<N extends JobName> = z.infer<(typeof jobs)[N]>
