import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')

/** The files of the program with their text, without tests and what Prisma generates. */
export const sources = new Map(
  ['lib', 'tools', 'app', 'components', 'bin']
    .flatMap((folder) => fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.|-contract\.ts$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('lib/platform/db/'))
    .map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]),
)
