// Finds which installed packages are needed, and removes the rest.
import fs from 'node:fs'
import path from 'node:path'
import { root } from './steps.mjs'

const readPackage = (folder) => JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))

/** Returns where Node finds a package that is asked for from a folder: in the nearest node_modules. Undefined if it is not installed. */
function findPackage(name, from) {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const found = path.join(folder, 'node_modules', name)
    if (fs.existsSync(path.join(found, 'package.json'))) return found
    if (folder === root) return undefined
  }
}

/**
 * Returns the folders of the packages in `names`, of those they need, and so on. Peers count unless they are optional: a package that can
 * work with a test runner does not need one. Packages in `without` are left out, with everything that only they need.
 */
export function neededPackages(names, without = []) {
  const found = new Set()
  const visit = (name, from) => {
    const folder = without.some((each) => each.test(name)) ? undefined : findPackage(name, from)
    if (!folder || found.has(folder)) return
    found.add(folder)
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = readPackage(folder)
    const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional)
    for (const each of [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers]) visit(each, folder)
  }
  for (const name of names) visit(name, root)
  return found
}

/** Returns the names of the packages that package.json asks for, without those for development. */
export function productionNames() {
  const { dependencies, optionalDependencies } = readPackage(root)
  return [...Object.keys(dependencies), ...Object.keys(optionalDependencies)]
}

/** Removes every package that is not in `needed`, and folders that are empty then. */
export function removeOtherPackages(needed, modules = path.join(root, 'node_modules')) {
  // npm's notes about the folder are no longer true. Without them, npm looks.
  fs.rmSync(path.join(modules, '.package-lock.json'), { force: true })
  for (const name of fs.existsSync(modules) ? fs.readdirSync(modules) : []) {
    if (name.startsWith('.')) continue
    const folder = path.join(modules, name)
    if (name.startsWith('@')) {
      removeOtherPackages(needed, folder)
      if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder)
    } else if (!needed.has(folder)) fs.rmSync(folder, { recursive: true, force: true })
    else removeOtherPackages(needed, path.join(folder, 'node_modules'))
  }
}
