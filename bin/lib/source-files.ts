import fs from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

/** An editor writes a file in several steps, and a change of branch changes many files: all within this time are one change. */
const quietMs = 150

/**
 * Returns our files that a script is made of, relative to `root`, including those it loads later. Undefined while one of them can't be
 * read.
 */
export async function filesOf(root: string, script: string): Promise<Set<string> | undefined> {
  try {
    const { metafile } = await build({
      entryPoints: [script],
      absWorkingDir: root,
      bundle: true,
      write: false,
      metafile: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'silent',
    })
    return new Set(Object.keys(metafile.inputs))
  } catch {
    return undefined
  }
}

/**
 * Calls `onChange` with the files below `folders` that were changed, made or removed, relative to `root`. Returns a function that ends it.
 */
export function watchFolders(root: string, folders: string[], onChange: (files: string[]) => void): () => void {
  let changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const watchers = folders.map((folder) =>
    fs.watch(path.join(root, folder), { recursive: true }, (_kind, file) => {
      if (!file) return
      changed.add(path.join(folder, file))
      clearTimeout(timer)
      timer = setTimeout(() => {
        const files = [...changed]
        changed = new Set()
        onChange(files)
      }, quietMs)
    }),
  )
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
