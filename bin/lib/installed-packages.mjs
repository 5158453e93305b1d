// Recognises packages that are there already, such as those of `npm ci` by hand, so that they are not installed again.
import fs from 'node:fs'
import path from 'node:path'

/**
 * Whether `folder/node_modules` holds what package-lock.json asks for, by the list that npm writes there. `dev`: also what tests need.
 * False where that list is missing, as after an installation without packages for tests (removeOtherPackages).
 * @param {string} folder
 * @param {{ dev: boolean }} options
 */
export function hasInstalled(folder, { dev }) {
  const list = path.join(folder, 'node_modules/.package-lock.json')
  if (!fs.existsSync(list)) return false
  const { packages: wanted } = readJson(path.join(folder, 'package-lock.json'))
  const { packages: found } = readJson(list)
  if (!isOfManifest(wanted[''], readJson(path.join(folder, 'package.json')))) return false
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '' || (entry.dev && !dev) || !isForThisMachine(entry)) return true
    const there = found[place]
    // Packages that an optional package needs only on other machines are not in its list either.
    if (!there) return isOptional(entry, dev) && !isChosenByMachine(entry) && !isWantedByName(wanted[''], place)
    return there.version === entry.version && there.integrity === entry.integrity && fs.existsSync(path.join(folder, place, 'package.json'))
  })
}

const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'))

/** npm itself refuses a lock file that is not of this package.json. */
function isOfManifest(root, manifest) {
  return ['dependencies', 'devDependencies', 'optionalDependencies'].every((kind) => {
    const [locked, asked] = [root[kind] ?? {}, manifest[kind] ?? {}]
    return Object.keys({ ...locked, ...asked }).every((name) => locked[name] === asked[name])
  })
}

const isOptional = (entry, dev) => Boolean(entry.optional || (entry.devOptional && !dev))
const isChosenByMachine = (entry) => Boolean(entry.os || entry.cpu || entry.libc)
const isWantedByName = (root, place) => place.replace(/^node_modules\//, '') in (root.optionalDependencies ?? {})

function isForThisMachine({ os, cpu, libc }) {
  return allows(os, process.platform) && allows(cpu, process.arch) && (process.platform !== 'linux' || allows(libc, cLibrary()))
}

/** A list as npm has them: names, or names with `!` for all but these. */
function allows(list, name) {
  if (!list) return true
  const refused = list.filter((each) => each.startsWith('!'))
  return refused.length > 0 ? !refused.includes(`!${name}`) : list.includes(name) || list.includes('any')
}

let library
function cLibrary() {
  // By default the report asks name servers about every open connection.
  process.report.excludeNetwork = true
  library ??= process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
  return library
}
