import fs from 'node:fs'
import path from 'node:path'
import v8 from 'node:v8'
import { Piscina } from 'piscina'
import { OneAtATime, TooManyWaitError } from '../../shared'
import { bigLength, bigWaitingMax, type ContentLimits, clockFactor, queueMax, usualLimits, watchEveryMs } from './limits'
import { type ContentMessage, type ContentReply, type ContentTaskName, type ContentTasks, unnumberedThread } from './tasks'
import { threadTime } from './thread-time'

/** A text took more time or memory than it may, and its thread was stopped. */
export class CutOffError extends Error {}
/** So many texts wait that this one was not begun. */
export class PoolBusyError extends Error {}

/** Threads in which people's texts are parsed. A thread that takes too much is ended, and another takes its place. */
export class ContentPool {
  private readonly threads: Piscina
  private readonly big = new OneAtATime(bigWaitingMax)

  constructor(
    workerFile: string,
    private readonly limits: ContentLimits = usualLimits,
    threadsMax = 2,
  ) {
    if (!fs.existsSync(workerFile)) throw new Error(`${workerFile} is missing: \`npm start\` and \`npm test\` build it.`)
    keepYoungObjectsShort()
    this.threads = new Piscina({
      filename: workerFile,
      minThreads: 1,
      maxThreads: threadsMax,
      idleTimeout: 60_000,
      maxQueue: queueMax,
      // The file is plain JavaScript: it needs neither the loader of the process nor its settings.
      execArgv: [],
      env: {},
      // Answering readers comes first.
      niceIncrement: 10,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, stackSizeMb: 4 },
    })
    this.threads.on('error', () => undefined)
  }

  /** Does one piece of work. @throws CutOffError, PoolBusyError, and Error where the work itself fails. */
  async run<N extends ContentTaskName>(name: N, input: ContentTasks[N]['input']): Promise<ContentTasks[N]['output']> {
    return (await this.measure(name, input)).output
  }

  /** The same with the processor time it took. */
  async measure<N extends ContentTaskName>(name: N, input: ContentTasks[N]['input']): Promise<ContentReply<ContentTasks[N]['output']>> {
    const length = Object.values(input).reduce((sum, text) => sum + text.length, 0)
    if (length <= bigLength) return this.begin(name, input)
    return this.big
      .run(() => this.begin(name, input), this.limits.queueWaitMs)
      .catch((error) => {
        throw error instanceof TooManyWaitError ? new PoolBusyError('Too many long texts wait.') : error
      })
  }

  private async begin<N extends ContentTaskName>(
    name: N,
    input: ContentTasks[N]['input'],
  ): Promise<ContentReply<ContentTasks[N]['output']>> {
    const thread = new Int32Array(new SharedArrayBuffer(4))
    const stop = new AbortController()
    const watch = this.watch(thread, stop)
    try {
      return await this.threads.run({ name, input, thread } as ContentMessage, { signal: stop.signal })
    } catch (error) {
      if (stop.signal.aborted) throw stop.signal.reason
      if (isOutOfMemory(error)) throw new CutOffError('The text takes too much memory.')
      if ((error as Error).message === 'Task queue is at limit') throw new PoolBusyError('Too many texts wait.')
      throw error
    } finally {
      clearInterval(watch)
    }
  }

  /** Ends its threads. Work under way is given up. */
  async close(): Promise<void> {
    await this.threads.destroy()
  }

  /** Stops the task once its thread has used the time it may, or once it has waited too long to begin. */
  private watch(thread: Int32Array, stop: AbortController): NodeJS.Timeout {
    const queued = performance.now()
    let begun: { at: number; time: number | null } | undefined
    return setInterval(() => {
      const number = Atomics.load(thread, 0)
      if (number === 0) {
        if (performance.now() - queued > this.limits.queueWaitMs) stop.abort(new PoolBusyError('Too many texts wait.'))
        return
      }
      const time = number === unnumberedThread ? null : threadTime(number)
      begun ??= { at: performance.now(), time }
      const used = time !== null && begun.time !== null ? time - begun.time : (performance.now() - begun.at) / clockFactor
      if (used > this.limits.cpuMs) stop.abort(new CutOffError('The text takes too long.'))
    }, watchEveryMs)
  }
}

/**
 * Processes give young objects much room (lib/platform/process/node-arguments.ts), and that flag outranks the limits of a thread: each would
 * take a hundred megabytes more. It counts when a heap is made, so that the main thread keeps its own.
 */
function keepYoungObjectsShort(): void {
  v8.setFlagsFromString('--max-semi-space-size=4')
}

function isOutOfMemory(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
}

const builtFile = '.cache/build/content-worker.mjs'
const holder = globalThis as Record<symbol, unknown>
const key = Symbol.for('cairn.content-pool')

/** The file that threads run, made by the build. @throws Error (from the pool) where it is missing. */
export function workerFile(): string {
  return path.join(process.cwd(), builtFile)
}

/** The pool of this process; one, shared with the copy of this module inside Next's bundle. */
export function contentPool(): ContentPool {
  holder[key] ??= new ContentPool(workerFile())
  return holder[key] as ContentPool
}
