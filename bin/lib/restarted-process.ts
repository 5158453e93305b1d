import type { ChildProcess } from 'node:child_process'
import { endChild, hasEnded, startScript } from '../../lib/platform/process'

/** `nodeOptions` come before those that every process gets. `say` writes a line for a developer. */
export type RestartedOptions = { env: NodeJS.ProcessEnv; args?: string[]; nodeOptions?: string[]; say: (text: string) => void }

/**
 * A script of bin/ during development. It starts again when it is told to, never by itself: a mistake in the code ends it, and only the
 * next change can correct that.
 */
export class RestartedProcess {
  private child: ChildProcess | undefined
  private turn: Promise<void> = Promise.resolve()
  private waiting = false
  private stopped = false

  constructor(
    private readonly name: string,
    private readonly script: string,
    private readonly options: RestartedOptions,
  ) {}

  /** Whether it has ended by itself or could not start. */
  get isDown(): boolean {
    return !this.child || hasEnded(this.child)
  }

  /** Ends the process and starts it again. Resolves when it works or has failed. Calls during one that waits are the same start. */
  restart(): Promise<void> {
    if (this.waiting) return this.turn
    this.waiting = true
    this.turn = this.turn.then(async () => {
      this.waiting = false
      await this.end()
      if (!this.stopped) await this.start()
    })
    return this.turn
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.end()
    await this.turn
  }

  private start(): Promise<void> {
    const { say, ...options } = this.options
    const child = startScript({ script: this.script, ...options })
    this.child = child
    return new Promise((resolve) => {
      child.on('message', (message: { ready?: string }) => message.ready && resolve())
      child.on('exit', () => {
        // A process that was told to end is replaced or stopped.
        if (this.child === child && !this.stopped) say(`${this.name} ended. It starts again when a file changes.`)
        resolve()
      })
    })
  }

  private async end(): Promise<void> {
    const running = this.child
    this.child = undefined
    await endChild(running)
  }
}
