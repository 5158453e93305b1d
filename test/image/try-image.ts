import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parse } from 'yaml'
import { connectionOf } from '../../lib/platform/db/connection'
import { startCluster } from '../../lib/platform/embedded-database/cluster'
import { guardScratchFolder } from '../../lib/platform/embedded-database/guard'
import { freePort } from '../../lib/platform/process/free-port'
import { doSteps } from './dockerfile'

const root = path.resolve(import.meta.dirname, '../..')
const megabytesMax = 520
const say = (text: string) => process.stderr.write(`${text}\n`)

/**
 * Does what the Dockerfile says in a folder and runs a site from there: the schema is brought up to date, web and worker start, a page
 * is served, both end when told to. @throws Error if any of that fails, or the folder is too large.
 */
export async function tryImage(): Promise<void> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-image-'))
  fs.chmodSync(home, 0o755)
  const dismissGuard = guardScratchFolder(home)
  const folder = path.join(home, 'app')
  fs.mkdirSync(folder)
  try {
    const image = doSteps(root, folder, say)
    const megabytes = Math.round(bytesUnder(folder) / 1024 / 1024)
    process.stdout.write(`The image’s folder has ${megabytes} MB; at most ${megabytesMax} are allowed.\n`)
    if (megabytes > megabytesMax) throw new Error(`That is ${megabytes - megabytesMax} MB too many.`)
    await runFrom(folder, home, image)
  } finally {
    fs.rmSync(home, { recursive: true, force: true })
    dismissGuard()
  }
}

async function runFrom(folder: string, home: string, image: { env: Record<string, string>; command: string[] }): Promise<void> {
  const cluster = await startCluster(path.join(home, 'database'), { scratch: true })
  const { host, port: databasePort, user, password, database } = connectionOf(cluster.databaseUrl)
  // Settings by a file, as most people give them.
  fs.writeFileSync(
    path.join(folder, '.env'),
    `CAIRN_NAME='Quarry # 7'\nDATABASE_HOST=${host}\nDATABASE_PORT=${databasePort}\nDATABASE_USER=${user}\nDATABASE_PASSWORD='${password}'\nDATABASE_NAME=${database}\n`,
  )
  const port = await freePort()
  const env = {
    ...process.env,
    ...image.env,
    CAIRN_ENV_FILE: '',
    HOST: '127.0.0.1',
    PORT: String(port),
    CAIRN_DATA_DIR: path.join(home, 'data'),
  }
  const { services } = parse(fs.readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), { merge: true })
  const children: ChildProcess[] = []
  const start = ([program = '', ...words]: string[]) => {
    const child = spawn(program, words, { cwd: folder, env: env as NodeJS.ProcessEnv, stdio: ['ignore', 'inherit', 'inherit'] })
    children.push(child)
    return new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
  }
  try {
    const [program, ...words] = services.migrate.command as string[]
    execFileSync(program as string, words, { cwd: folder, env: env as NodeJS.ProcessEnv, stdio: ['ignore', 'inherit', 'inherit'] })
    const ended = [start(image.command), start(services.worker.command)]
    const died = Promise.race(ended).then((code) => Promise.reject(new Error(`A process ended with ${code} before it was told to.`)))
    died.catch(() => undefined)
    await Promise.race([answers(`http://127.0.0.1:${port}`), died])
    for (const child of children) child.kill('SIGTERM')
    if ((await Promise.all(ended)).some((code) => code !== 0)) throw new Error('A process did not end cleanly.')
    process.stdout.write('Web and worker run from it, and a page is served.\n')
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await cluster.release()
  }
}

/** Waits until the site is ready, then reads a page, its styles and a feed. */
async function answers(site: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const ready = await fetch(`${site}/readyz`).catch(() => null)
    if (ready?.ok) break
    if (tries > 600) throw new Error(`The site does not get ready: ${await ready?.text()}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const page = await (await fetch(site)).text()
  if (!page.includes('Quarry # 7')) throw new Error('The page does not have the name that .env gives it.')
  const style = /href="(\/_next\/[^"]+\.css[^"]*)"/.exec(page)?.[1]
  for (const address of [style, '/feed.atom', '/sign-in', '/fonts/inter-5.3.0-latin.woff2']) {
    const { status } = await fetch(`${site}${address}`)
    if (status !== 200) throw new Error(`${address} gives ${status}.`)
  }
}

function bytesUnder(folder: string): number {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => fs.lstatSync(path.join(entry.parentPath, entry.name)))
    .reduce((sum, { blocks, size }) => sum + (blocks ? blocks * 512 : size), 0)
}
