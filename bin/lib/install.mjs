// Installs what is missing: packages as the lock file says, the generated Prisma client, and what the content pool runs.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { buildContentWorker } from './content-worker.mjs'
import { digestSources } from './digest-sources.mjs'
import { hasInstalled } from './installed-packages.mjs'
import { neededPackages, productionNames, removeOtherPackages } from './packages.mjs'
import { prisma } from './prisma.mjs'
import { root, run, say, waitForLock } from './steps.mjs'

const nodeMin = [20, 19]

/** Ends with one sentence and exit code 1 if Node is too old: everything else would fail less clearly. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > nodeMin[0] || (major === nodeMin[0] && minor >= nodeMin[1])) return
  say(`Cairn needs Node ${nodeMin.join('.')} or newer; this is ${process.version}.`)
  process.exit(1)
}

const digestOf = (...files) => {
  const hash = createHash('sha256').update(process.version)
  for (const file of files) hash.update(fs.readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

const isStamped = (file, wanted) => fs.existsSync(file) && fs.readFileSync(file, 'utf8') === wanted

/**
 * Installs what is missing. `dev` adds what tests need. Without it, packages for tests stay until the packages change. `only: 'packages'`
 * leaves out what is made from the sources.
 */
export async function install({ dev = false, only = undefined } = {}) {
  const packages = digestOf('package-lock.json', 'package.json')
  const packagesStamp = path.join(root, 'node_modules/.cairn-installed')
  const hasPackages = () => isStamped(packagesStamp, `${packages} all`) || (!dev && isStamped(packagesStamp, `${packages} production`))
  if (hasPackages() && (only === 'packages' || isGenerated())) return only === 'packages' ? undefined : buildContentWorker()
  await waitForLock('install', async () => {
    if (!hasPackages() && hasInstalled(root, { dev }))
      fs.writeFileSync(packagesStamp, `${packages} ${hasInstalled(root, { dev: true }) ? 'all' : 'production'}`)
    if (!hasPackages()) {
      say('Installing packages (a minute or two, once)')
      await installPackages(dev, isStamped(packagesStamp, `${packages} production`))
      fs.writeFileSync(packagesStamp, `${packages} ${dev ? 'all' : 'production'}`)
    }
    if (only !== 'packages' && !isGenerated()) await generateClient()
  })
  if (only !== 'packages') await buildContentWorker()
}

/** `adds`: the other packages exist. They stay, because a site may be running from them. */
async function installPackages(dev, adds) {
  const how = adds ? ['install', '--no-save'] : ['ci']
  // onnxruntime-node would download files for graphics cards. Without a network that would lose the whole package.
  await run('npm', [...how, dev ? '--include=dev' : '--omit=dev', '--no-audit', '--no-fund'], {
    NODE_ENV: dev ? 'development' : 'production',
    ONNXRUNTIME_NODE_INSTALL: 'skip',
  })
  // npm keeps optional packages such as test runners if a library can work with them.
  if (!dev) removeOtherPackages(neededPackages(productionNames()))
}

const client = () => digestSources(['prisma/schema', 'package-lock.json'])
const clientStamp = path.join(root, 'lib/platform/db/generated/.cairn-generated')
const isGenerated = () => isStamped(clientStamp, client())

async function generateClient() {
  await prisma(['generate'])
  fs.writeFileSync(clientStamp, client())
}
