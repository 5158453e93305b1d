import path from 'node:path'

/** The folder of package.json. For code that runs outside of Next, whose bundles don't know where they came from. */
export function projectRoot(): string {
  return path.resolve(import.meta.dirname, '../../..')
}
