// Waits for the end of the process that started it, then stops every database server below a folder and removes the folder.
// `node guard-process.mjs FOLDER`, with a pipe as standard input that the owner holds open: it closes however the owner ends.
// Plain JavaScript, so that it is small: it lives as long as a test run.
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const [folder = ''] = process.argv.slice(2)
/** A program that was starting a server when its owner died may finish: the guard looks again this often. */
const rounds = 10
const roundMs = 500
/** A server that ignores the request to stop at once is ended after this many looks. */
const looksMax = 50
const lookMs = 100

let farewell = ''
process.stdin.on('data', (chunk) => {
  farewell += chunk
})
process.stdin.on('error', () => undefined)
process.stdin.on('close', async () => {
  // The owner has tidied up by itself.
  if (farewell !== '') process.exit(0)
  for (let round = 0; round < rounds; round++) {
    for (const file of serversBelow(folder)) await stop(file)
    remove(folder)
    await sleep(roundMs)
  }
  process.exit(0)
})

/** Every postmaster.pid below a folder: the file in which a running server notes its number. */
function serversBelow(at) {
  const entries = entriesOf(at)
  if (entries.some(({ name }) => name === 'PG_VERSION')) return [path.join(at, 'postmaster.pid')].filter((file) => fs.existsSync(file))
  return entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => serversBelow(path.join(at, name)))
}

function entriesOf(at) {
  try {
    return fs.readdirSync(at, { withFileTypes: true })
  } catch {
    return []
  }
}

/** Something may still be writing into it; the next round finds what stays. */
function remove(at) {
  try {
    fs.rmSync(at, { recursive: true, force: true })
  } catch {}
}

async function stop(file) {
  const pid = pidIn(file)
  if (!(pid > 0) || !signal(pid, 'SIGQUIT')) return
  for (let look = 0; look < looksMax; look++) {
    await sleep(lookMs)
    if (!signal(pid, 0)) return
  }
  signal(pid, 'SIGKILL')
}

function pidIn(file) {
  try {
    return Number(fs.readFileSync(file, 'utf8').split('\n')[0])
  } catch {
    return 0
  }
}

/** Returns false if there is no such process. */
function signal(pid, name) {
  try {
    process.kill(pid, name)
    return true
  } catch {
    return false
  }
}
