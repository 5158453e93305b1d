// A digest of the files that something is built from. If it is the same, there is nothing to build.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './steps.mjs'

/**
 * Returns the digest of files and folders below the root that exist, and of the version of Node. Tests and what `isLeftOut` names are left
 * out.
 */
export function digestSources(sources, isLeftOut = () => false) {
  const hash = createHash('sha256').update(process.version)
  const visit = (file) => {
    const full = path.join(root, file)
    if (!fs.existsSync(full) || isLeftOut(file) || /\.test\.tsx?$/.test(file)) return
    if (fs.statSync(full).isDirectory()) for (const entry of fs.readdirSync(full).sort()) visit(path.join(file, entry))
    else hash.update(file).update('\0').update(fs.readFileSync(full))
  }
  sources.forEach(visit)
  return hash.digest('hex')
}
