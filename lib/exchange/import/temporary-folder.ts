import { rmSync } from 'node:fs'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A folder below the one for temporary files, readable by its owner alone, and gone after `remove` or Ctrl-C. */
export class TemporaryFolder {
  private constructor(readonly path: string) {
    for (const signal of signals) process.on(signal, this.removeAndEnd)
  }

  /** A new one, whose name begins with `prefix`. @throws what the disk says. */
  static async make(prefix: string): Promise<TemporaryFolder> {
    return new TemporaryFolder(await fs.mkdtemp(path.join(os.tmpdir(), prefix)))
  }

  async remove(): Promise<void> {
    for (const signal of signals) process.off(signal, this.removeAndEnd)
    await fs.rm(this.path, { recursive: true, force: true })
  }

  // What is private at the source must not lie about after Ctrl-C.
  private readonly removeAndEnd = (signal: NodeJS.Signals): void => {
    rmSync(this.path, { recursive: true, force: true })
    process.off(signal, this.removeAndEnd)
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
  }
}
