import { z } from 'zod'

/** Increased when an older program could not read what a newer one writes. */
export const archiveFormat = 1

const columns = z.array(z.string())

/** The first entry of a backup: its content, and what a restore must know before it begins. */
export const manifestSchema = z.object({
  format: z.number().int(),
  program: z.string(),
  madeAt: z.string(),
  site: z.object({ name: z.string(), url: z.string() }),
  postgres: z.string(),
  /** Names of the migrations of the database. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string().regex(/^[a-z_][a-z0-9_]*$/), columns })),
  /** Last values of the sequences that have been used, by name. */
  sequences: z.record(z.string(), z.string()),
  /** Names of the settings that were set. The backup does not have their values. */
  settings: z.array(z.string()),
  /** Where the secret comes from. If it is in the data folder, the archive has it. The digest shows whether another secret is the same. */
  secret: z.object({ from: z.enum(['data folder', 'CAIRN_SECRET']), digest: z.string() }),
  /** Whether the pictures are in the archive or beside it. */
  pictures: z.enum(['inside', 'beside']),
})

const part = z.object({ rows: z.number().int(), bytes: z.number().int(), sha256: z.string() })

/** The last entry: sums of everything before it. Without it the archive was cut off. */
export const endSchema = z.object({
  tables: z.record(z.string(), part),
  jobs: part,
  /** `missing`: pictures that posts show and that did not exist. */
  pictures: z.object({
    count: z.number().int(),
    bytes: z.number().int(),
    sha256: z.string(),
    missing: z.number().int(),
    lost: z.number().int().default(0),
  }),
  files: z.record(z.string(), z.string()),
})

export type Manifest = z.infer<typeof manifestSchema>
export type End = z.infer<typeof endSchema>
export type Part = z.infer<typeof part>

export const entryNames = {
  manifest: 'manifest.json',
  end: 'end.json',
  secret: 'files/secret',
  golden: 'files/golden-queries.json',
  /** The number keeps the pieces of a table in order. */
  piece: (table: string, number: number) => `tables/${table}/${String(number).padStart(6, '0')}`,
  job: (number: number) => `jobs/${String(number).padStart(6, '0')}`,
  picture: (name: string) => `pictures/${name}`,
  pictureNames: (number: number) => `picture-names/${String(number).padStart(6, '0')}`,
}
