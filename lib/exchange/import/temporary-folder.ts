import { rmSync } from 'node:fs'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A folder for temporary files that only its owner can read. `remove` or Ctrl-C removes it. */
export class TemporaryFolder {
  private constructor(readonly path: string) {
    for (const signal of signals) process.on(signal, this.removeAndEnd)
  }

  /** Makes a folder whose name begins with `prefix`. @throws the error of the file system. */
  static async make(prefix: string): Promise<TemporaryFolder> {
    return new TemporaryFolder(await fs.mkdtemp(path.join(os.tmpdir(), prefix)))
  }

  async remove(): Promise<void> {
    for (const signal of signals) process.off(signal, this.removeAndEnd)
    await fs.rm(this.path, { recursive: true, force: true })
  }

  // Private content of the source must not stay on disk after Ctrl-C.
  private readonly removeAndEnd = (signal: NodeJS.Signals): void => {
    rmSync(this.path, { recursive: true, force: true })
    process.off(signal, this.removeAndEnd)
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
  }
}
