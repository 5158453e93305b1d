// A digest of the files that something is built from: the same digest means nothing to build.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './steps.mjs'

/** Of files and folders below the root that are there, tests and what `isLeftOut` names aside, with the version of Node. */
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
