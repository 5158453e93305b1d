import { z } from 'zod'
import { pool, queryRows } from '../platform/db'
import { log, messageOf } from '../platform/log'

const Extension = z.object({ installed: z.string().nullable() })

/**
 * Creates the extension pgvector where the server brings it and we may. Nothing depends on it: without it, vectors are compared by
 * groups. `there`: it was enabled before; `none`: the server does not bring it, or we may not.
 */
export async function enableVectors(): Promise<'there' | 'enabled' | 'none'> {
  const text = `select installed_version as installed from pg_available_extensions where name = 'vector'`
  const [extension] = await queryRows(pool(), Extension, text)
  if (!extension) return 'none'
  if (extension.installed) return 'there'
  try {
    await pool().query('create extension if not exists vector')
    return 'enabled'
  } catch (error) {
    log('info', 'pgvector is there and could not be enabled', { because: messageOf(error) })
    return 'none'
  }
}
