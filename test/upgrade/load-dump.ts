import fs from 'node:fs'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import pg from 'pg'
import type { Role, Served } from './read-site'
import type { StoredFacts } from './stored-facts'

const folder = path.join(import.meta.dirname, 'fixture')
const read = (name: string) => brotliDecompressSync(fs.readFileSync(path.join(folder, name))).toString('utf8')

/** What is known of the site that the dump was taken of. */
export type Expected = {
  /** Of every account. */
  password: string
  /** Addresses of mail, by role. */
  accounts: Record<'member' | 'editor' | 'admin', string>
  handedOver: string
  suspended: string
  /** Bytes as base64. */
  pictures: { name: string; bytes: string }[]
  migrations: { name: string; checksum: string }[]
  stored: StoredFacts
  /** By reader, then by address. */
  served: Record<Role, Record<string, Served>>
}

/** The secret that the old site ran with. */
export const upgradeSecret = '0123456789abcdef'.repeat(4)

/** Fills an empty database with the dump: schema and rows as the old version left them. */
export async function loadDump(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(read('before.sql.br'))
  } finally {
    await client.end()
  }
}

export function readExpected(): Expected {
  return JSON.parse(read('expected.json.br'))
}

/** Puts the pictures of the old site into a data folder. */
export function placePictures(dataDir: string): void {
  for (const { name, bytes } of readExpected().pictures) {
    const file = path.join(dataDir, 'uploads', name.slice(0, 2), name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, Buffer.from(bytes, 'base64'))
  }
}
