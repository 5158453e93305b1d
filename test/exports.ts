import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import tar from 'tar-stream'
import yazl from 'yazl'

/** A folder with these files; values that are no text are written as JSON. */
export function anExport(files: Record<string, unknown>): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-export-'))
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true })
    fs.writeFileSync(path.join(dir, name), textOf(content))
  }
  return dir
}

/** The same as an archive, its files in this order. */
export async function anArchive(files: Record<string, unknown>): Promise<string> {
  const pack = tar.pack()
  for (const [name, content] of Object.entries(files)) pack.entry({ name }, textOf(content))
  pack.finalize()
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-export-')), 'forum.tar')
  fs.writeFileSync(file, await buffer(pack))
  return file
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content)
}

/** A post as Discourse returns it; its topic by ten thousands of its id, its number by the rest. */
export function aPost(id: number, more: object = {}) {
  const number = id % 10_000
  return {
    id,
    post_number: number,
    post_type: 1,
    topic_id: Math.floor(id / 10_000),
    username: `writer${number % 5}`,
    name: `Writer ${number % 5}`,
    user_id: 400 + (number % 5),
    created_at: new Date(Date.UTC(2024, 3, 1, 10, number)).toISOString(),
    updated_at: new Date(Date.UTC(2024, 3, 1, 10, number)).toISOString(),
    cooked: `<p>Words of post ${id}.</p>`,
    ...more,
  }
}

/** A topic as Discourse returns it, with these posts. */
export function aTopicFile(id: number, posts: object[], more: object = {}) {
  return {
    id,
    title: `About case ${id}`,
    category_id: 7,
    created_at: '2024-04-01T10:00:00.000Z',
    archetype: 'regular',
    visible: true,
    post_stream: { posts, stream: posts.map((post) => (post as { id: number }).id) },
    ...more,
  }
}

/** A file of a Stack Exchange dump. */
export function xmlOf(...rows: Record<string, string | number>[]): string {
  const escaped = (value: string | number) => String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
  const lines = rows.map(
    (row) =>
      `<row ${Object.entries(row)
        .map(([name, value]) => `${name}="${escaped(value)}"`)
        .join(' ')} />`,
  )
  return `<?xml version="1.0"?><rows>${lines.join('\n')}</rows>`
}

/** The same as a .zip, its files in this order. A value that is a buffer is stored as it is. */
export async function aZip(files: Record<string, unknown>, options: Record<string, Partial<yazl.Options>> = {}): Promise<string> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.isBuffer(content) ? content : Buffer.from(textOf(content)), name, options[name])
  zip.end()
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-export-')), 'forum.zip')
  fs.writeFileSync(file, await buffer(zip.outputStream))
  return file
}
