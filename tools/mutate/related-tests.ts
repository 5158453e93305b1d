import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const folders = ['lib', 'components', 'tools', 'test']
const isTest = (file: string) => /\.test\.tsx?$/.test(file)

/** Returns which files import a file, by its path: what they name in `import` and `import()`, if it exists on disk. */
export function importers(): Map<string, string[]> {
  const users = new Map<string, string[]>()
  for (const file of folders.flatMap(filesUnder)) {
    for (const target of importsOf(file)) users.set(target, [...(users.get(target) ?? []), file])
  }
  return users
}

/**
 * Returns test files that import this file, directly or through others. First come those that have noticed the most changes near it
 * (`noticed`), then the nearest, then those of the nearest folder. At most `countMax`, and none more than `stepsMax` imports away.
 */
export function relatedTests(
  file: string,
  users: Map<string, string[]>,
  { countMax, stepsMax, noticed = () => 0 }: { countMax: number; stepsMax: number; noticed?: (test: string) => number },
): string[] {
  const steps = new Map([[file, 0]])
  let reached = [file]
  for (let step = 1; step <= stepsMax && reached.length > 0; step++) {
    const next = usersOf(reached, users).filter((each) => !steps.has(each))
    for (const each of next) steps.set(each, step)
    reached = next
  }
  const apart = (test: string) => {
    const [a, b] = [path.dirname(file).split('/'), path.dirname(test).split('/')]
    const shared = a.findIndex((part, i) => part !== b[i])
    return a.length + b.length - 2 * (shared < 0 ? a.length : shared)
  }
  return [...steps.keys()]
    .filter(isTest)
    .sort(
      (a, b) => noticed(b) - noticed(a) || (steps.get(a) as number) - (steps.get(b) as number) || apart(a) - apart(b) || (a < b ? -1 : 1),
    )
    .slice(0, countMax)
}

/** Returns which files import these files. A helper that only tests use makes its test no further away. */
function usersOf(files: string[], users: Map<string, string[]>): string[] {
  const found = new Set<string>()
  const waiting = files.filter((file) => !isTest(file))
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const user of users.get(file) ?? []) {
      if (found.has(user)) continue
      found.add(user)
      if (user.startsWith('test/') && !isTest(user)) waiting.push(user)
    }
  }
  return [...found]
}

function filesUnder(folder: string): string[] {
  if (!fs.existsSync(path.join(root, folder))) return []
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !file.includes('generated'))
}

function importsOf(file: string): string[] {
  const text = fs.readFileSync(path.join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, target = '']) => {
    if (!/^(\.|@\/)/.test(target)) return []
    const place = target.startsWith('@/') ? target.slice(2) : path.join(path.dirname(file), target)
    const forms = [place, `${place}.ts`, `${place}.tsx`, path.join(place, 'index.ts'), path.join(place, 'index.tsx')]
    return forms.filter((form) => fs.existsSync(path.join(root, form)) && fs.statSync(path.join(root, form)).isFile()).slice(0, 1)
  })
}
