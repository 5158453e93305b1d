import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { contextFiles } from './context'

/** What a container of the image runs, and with which environment. */
export type Image = { env: Record<string, string>; command: string[] }

/** They say how the container is in its machine; nothing in the folder depends on them. */
const ofTheMachine = ['FROM', 'WORKDIR', 'USER', 'EXPOSE', 'HEALTHCHECK']

/**
 * Does the steps of a Dockerfile in `folder`, which stands for /app in all stages. Steps that run something else than Node are left to
 * Docker. @throws Error for an instruction that it does not know: then it would no longer be the same.
 */
export function doSteps(root: string, folder: string, say: (text: string) => void): Image {
  const image: Image = { env: {}, command: [] }
  for (const line of fs.readFileSync(path.join(root, 'Dockerfile'), 'utf8').split('\n')) {
    const [, instruction = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (!line || line.startsWith('#') || ofTheMachine.includes(instruction)) continue
    if (instruction === 'ENV') Object.assign(image.env, Object.fromEntries(rest.split(' ').map((pair) => pair.split('='))))
    else if (instruction === 'CMD') image.command = JSON.parse(rest)
    else if (instruction === 'COPY') copy(root, folder, rest.split(' '))
    else if (instruction === 'RUN' && rest.startsWith('node ')) {
      say(line)
      execFileSync('sh', ['-c', rest], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
    } else if (instruction === 'RUN') say(`${line}   (left to Docker)`)
    else throw new Error(`The Dockerfile has an instruction that is not known here: ${line}`)
  }
  return image
}

function copy(root: string, folder: string, words: string[]): void {
  // From one stage to the next: the folder is the same.
  if (words.some((word) => word.startsWith('--from='))) return
  const target = words.pop() as string
  for (const source of words) {
    const isAll = source === '.'
    for (const file of contextFiles(root).filter((each) => isAll || each === source || each.startsWith(`${source}/`))) {
      // A folder's content goes into the target, a file under the target's name, or into it where that ends with a slash.
      const to = isAll
        ? file
        : target.endsWith('/')
          ? path.join(target, path.basename(file))
          : path.join(target, path.relative(source, file))
      fs.mkdirSync(path.dirname(path.join(folder, to)), { recursive: true })
      fs.copyFileSync(path.join(root, file), path.join(folder, to))
    }
  }
}
