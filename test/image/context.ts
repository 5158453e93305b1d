import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** One line of .dockerignore: what it names, and whether that is let in again. */
function ruleOf(line: string): { matches: RegExp; isLeftOut: boolean } {
  const pattern = line.replace(/^!/, '').replace(/\/$/, '')
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(.*/)?'))
  return { matches: new RegExp(`^${source}(/|$)`), isLeftOut: !line.startsWith('!') }
}

/** The files of a clone that Docker would be given: those git knows or would, without those of .dockerignore. */
export function contextFiles(root: string): string[] {
  const rules = fs
    .readFileSync(path.join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map(ruleOf)
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
  return listed
    .split('\0')
    .filter((file) => file && fs.existsSync(path.join(root, file)))
    .filter((file) => !(rules.findLast(({ matches }) => matches.test(file))?.isLeftOut ?? false))
}
