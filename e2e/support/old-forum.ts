import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { cairn } from './site'

/**
 * Imports what a Discourse forum exports: one thread by one author, whose address is in its list of users. The name
 * belongs to one run of a test: a second import of it changes nothing.
 */
export function importAuthor({ name, email, title }: { name: string; email: string; title: string }): void {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-old-forum-'))
  const id = 1 + Math.floor(Math.random() * 1_000_000_000)
  const at = '2024-05-01T10:00:00Z'
  const post = { id, post_number: 1, topic_id: id, user_id: id, username: name, created_at: at, cooked: '<p>It began years ago.</p>' }
  const write = (file: string, json: unknown) => fs.writeFileSync(path.join(dir, file), JSON.stringify(json))
  write(`${id}.json`, { id, title, created_at: at, post_stream: { posts: [post] } })
  write('users.json', [{ id, username: name, email }])
  cairn('import', 'discourse', dir, '--source', name)
  fs.rmSync(dir, { recursive: true })
}
