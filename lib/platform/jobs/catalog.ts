import { z } from 'zod'

/** Every job: its name and its data. Data contains only ids; the handler reads the current state. */
export const jobs = {
  /** Computes the related list of a thread or answer. */
  'related.refresh': z.object({
    kind: z.enum(['thread', 'answer']),
    id: z.number().int(),
    /** Also of those that it points to, because they may now point back. */
    spread: z.boolean().optional(),
  }),
  /** Sends a queued mail. */
  'mail.send': z.object({ id: z.number().int() }),
  /** Makes an automatic backup now. */
  'backup.make': z.object({}),
  /** Finishes deleting a person: withdraws posts and removes pictures that nothing shows. */
  'person.erase': z.object({ id: z.number().int() }),
  /** Removes files of mails that had a redacted text, and writes the list of redactions beside the database. */
  'redaction.finish': z.object({}),
  /** Removes the sample content that nobody has worked on. */
  'sample.remove': z.object({}),
  /** Searches for all golden queries, and opens search gaps again whose page is not found any more. */
  'golden.replay': z.object({}),
  /** Removes what is no longer needed, such as old expiries, visits and salts of past days. */
  housekeeping: z.object({}),
} as const

export type JobName = keyof typeof jobs
export type JobData<N extends JobName> = z.infer<(typeof jobs)[N]>
