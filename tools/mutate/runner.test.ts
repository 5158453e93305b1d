// The runner itself, in a copy of the tree: what it says about a change must not depend on the changes before it.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Outcome, Task } from './runner'
import { makeCopy } from './work-copy'

const changed = 'lib/shared/slug.ts'
const noticing = 'lib/shared/slug.test.ts'
const indifferent = 'lib/search/query/operators.test.ts'

async function aRunner(): Promise<(task: Partial<Task>) => Promise<Outcome>> {
  const copy = makeCopy()
  const runner = fork(path.join(copy.dir, 'tools/mutate/runner.ts'), [], {
    cwd: copy.dir,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  onTestFinished(async () => {
    const ended = once(runner, 'exit')
    runner.send('end')
    await ended
    copy.remove()
  })
  await once(runner, 'message')
  return async (task) => {
    const said = once(runner, 'message')
    runner.send({ file: changed, text: null, tests: [noticing], limitMs: 600_000, ...task })
    const [outcome] = await said
    return outcome as Outcome
  }
}

test('a change that no test notices has survived, also after one that was noticed', async () => {
  const run = await aRunner()
  expect(await run({}), 'nothing is changed').toMatchObject({ outcome: 'survived', by: null })
  const text = `${fs.readFileSync(path.resolve(import.meta.dirname, '../..', changed), 'utf8')}\nthrow new Error('changed')\n`
  expect(await run({ text })).toMatchObject({ outcome: 'killed', by: noticing })
  expect(await run({ tests: [indifferent] }), 'another file').toMatchObject({ outcome: 'survived', by: null })
  expect(await run({}), 'the same file as it was').toMatchObject({ outcome: 'survived', by: null })
})
