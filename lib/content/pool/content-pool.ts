import fs from 'node:fs'
import path from 'node:path'
import v8 from 'node:v8'
import { Piscina } from 'piscina'
import { codeOf } from '../../platform/errors'
import { messageOf } from '../../platform/log'
import { OneAtATime, TooManyWaitError } from '../../shared'
import { bigLength, bigWaitingMax, type ContentLimits, clockFactor, queueMax, usualLimits, watchEveryMs } from './limits'
import { type ContentMessage, type ContentReply, type ContentTaskName, type ContentTasks, unnumberedThread } from './tasks'
import { threadTime } from './thread-time'

/** Thrown if a text took more time or memory than it may, and its thread was stopped. */
export class CutOffError extends Error {}
/** Thrown if so many texts wait that this one was not begun. */
export class PoolBusyError extends Error {}

/** Threads that parse people's texts. A thread that takes too much is ended and replaced. */
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
      // The file is plain JavaScript and needs neither the loader nor the settings of the process.
      execArgv: [],
      env: {},
      // Requests of readers have priority.
      niceIncrement: 10,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, stackSizeMb: 4 },
    })
    this.threads.on('error', () => undefined)
  }

  /** Runs one task. @throws CutOffError, PoolBusyError, or Error if the task itself fails. */
  async run<N extends ContentTaskName>(name: N, input: ContentTasks[N]['input']): Promise<ContentTasks[N]['output']> {
    return (await this.measure(name, input)).output
  }

  /** The same, with the processor time that it took. */
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
      if (messageOf(error) === 'Task queue is at limit') throw new PoolBusyError('Too many texts wait.')
      throw error
    } finally {
      clearInterval(watch)
    }
  }

  /** Ends the threads. Running tasks are given up. */
  async close(): Promise<void> {
    await this.threads.destroy()
  }

  /** Stops the task when its thread has used its time, or when it has waited too long to begin. */
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
 * Processes have much room for young objects (lib/platform/process/node-arguments.ts), and that flag overrides the limits of
 * threads: each would take a hundred megabytes more. The flag is read when a heap is made, so the main thread keeps its own.
 */
function keepYoungObjectsShort(): void {
  v8.setFlagsFromString('--max-semi-space-size=4')
}

function isOutOfMemory(error: unknown): boolean {
  return codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY'
}

const builtFile = '.cache/build/content-worker.mjs'
const holder = globalThis as Record<symbol, unknown>
const key = Symbol.for('cairn.content-pool')

/** Returns the file that threads run, which the build makes. @throws Error (from the pool) if it is missing. */
export function workerFile(): string {
  return path.join(process.cwd(), builtFile)
}

/** Returns the pool of this process. It is shared with the copy of this module in Next's bundle. */
export function contentPool(): ContentPool {
  holder[key] ??= new ContentPool(workerFile())
  return holder[key] as ContentPool
}
