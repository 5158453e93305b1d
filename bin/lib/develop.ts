// What `npm run dev` adds to a start: web and worker start again when a file they are made of changes. Pages and components are
// reloaded by Next itself.
import { buildContentWorker } from './content-worker.mjs'
import { RestartedProcess } from './restarted-process'
import { filesOf, watchFolders } from './source-files'
import { root } from './steps.mjs'

/** Folders of files that a running process has read. */
const folders = ['bin', 'lib', 'tools', 'prisma']
/** Sources of what threads of the content pool run. It is built separately, so it is no part of the processes. */
const contentWorker = 'lib/content/pool/worker.ts'
/** Made from prisma/schema, about which there is another message. */
const isGenerated = (file: string) => file.includes('/generated/')

type Part = { name: string; script: string; process: RestartedProcess; files: Set<string> }

/**
 * Starts web and worker, and watches the files. `inspectPort` opens a debugger's port for the web process, the next one for the worker.
 * @throws Error if one of them does not start; it has said why.
 */
export async function develop(
  env: NodeJS.ProcessEnv,
  say: (text: string) => void,
  inspectPort?: number,
): Promise<{ stop(): Promise<void> }> {
  const inspect = (offset: number) => (inspectPort === undefined ? [] : [`--inspect=127.0.0.1:${inspectPort + offset}`])
  const part = async (name: string, script: string, args: string[], offset: number): Promise<Part> => {
    const process = new RestartedProcess(name, script, { env, args, nodeOptions: inspect(offset), say })
    return { name, script, process, files: (await filesOf(root, script)) ?? new Set() }
  }
  const parts = [await part('web', 'bin/web.ts', ['--dev'], 0), await part('worker', 'bin/worker.ts', [], 1)]
  let inContent = (await filesOf(root, contentWorker)) ?? new Set<string>()

  async function follow(changed: string[]): Promise<void> {
    const files = changed.filter((file) => !isGenerated(file))
    if (files.some((file) => file.startsWith('prisma/'))) say('The schema has changed: end `npm run dev` and start it again.')
    inContent = (await filesOf(root, contentWorker)) ?? inContent
    const content = files.find((file) => inContent.has(file))
    // The build reports a mistake, and the threads that run go on.
    if (content) await buildContentWorker().catch((error: Error) => say(error.message))
    for (const each of parts) {
      each.files = (await filesOf(root, each.script)) ?? each.files
      const cause = content ?? files.find((file) => each.files.has(file) || (each.process.isDown && !file.startsWith('prisma/')))
      if (!cause) continue
      say(`${each.name} starts again: ${cause} has changed`)
      void each.process.restart().then(() => each.process.isDown || say(`${each.name} is ready again`))
    }
  }
  let following: Promise<void> = Promise.resolve()
  const unwatch = watchFolders(root, folders, (files) => {
    following = following.then(() => follow(files)).catch((error: Error) => say(error.message))
  })
  async function stop(): Promise<void> {
    unwatch()
    await following
    await Promise.all(parts.map(({ process }) => process.stop()))
  }
  await Promise.all(parts.map(({ process }) => process.restart()))
  const failed = parts.find(({ process }) => process.isDown)
  if (!failed) return { stop }
  await stop()
  throw new Error(`${failed.name} did not start.`)
}

/** Returns the port that `--inspect` or `--inspect=PORT` asks for. */
export function inspectPortOf(words: string[]): number | undefined {
  const word = words.find((each) => /^--inspect(=\d+)?$/.test(each))
  return word === undefined ? undefined : Number(word.split('=')[1] ?? 9229)
}
