import { afterAll, expect, test } from 'vitest'
import { languagesOfText } from '../markdown/grammars'
import { languages } from '../markdown/languages'
import { ContentPool, CutOffError, workerFile } from './content-pool'
import { usualLimits } from './limits'

/** Within every bound of the parser, but with some seconds of work: only a limit on time can stop it. */
const slow = '```js\nlet a = "b" // c\n```\n'.repeat(6_000)
const long = 'Some words of a long text.\n\n'.repeat(1_600)
const pools: ContentPool[] = []

function aPool(limits: Partial<typeof usualLimits> = {}, threadsMax?: number): ContentPool {
  const pool = new ContentPool(workerFile(), { ...usualLimits, queueWaitMs: 600_000, ...limits }, threadsMax)
  pools.push(pool)
  return pool
}

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()))
})

test('a text that takes more time than it may is stopped, and those behind it are formatted', async () => {
  const pool = aPool({ cpuMs: 300 }, 1)
  const behind = [pool.run('render', { markdown: slow }), pool.run('render', { markdown: '**a**' })]
  await expect(behind[0]).rejects.toThrow(CutOffError)
  expect(await behind[1]).toEqual({ html: '<p><strong>a</strong></p>', links: 0 })
})

test('a text that takes more memory than it may is stopped, and the process lives', async () => {
  const pool = aPool({ heapMegabytes: 40, cpuMs: 60_000 }, 1)
  await expect(pool.run('render', { markdown: slow })).rejects.toThrow(CutOffError)
  expect(await pool.run('compare', { before: 'a', after: 'a' })).toEqual([{ kind: 'same', text: 'a' }])
})

test('a task that fails of itself is told with its own error, not as a text that takes too much', async () => {
  const failed = aPool({}, 1).run('pictures', { markdown: 'a', replacements: 'no JSON' })
  await expect(failed).rejects.toThrow(/JSON/)
  await expect(failed).rejects.not.toBeInstanceOf(CutOffError)
})

test('the main thread goes on while a text is formatted, and the time it takes there is told', async () => {
  const pool = aPool({ cpuMs: 60_000 })
  let turns = 0
  const counting = setInterval(() => turns++, 1)
  const { cpuMs } = await pool.measure('render', { markdown: slow })
  clearInterval(counting)
  expect(turns).toBeGreaterThan(5)
  expect(cpuMs).toBeGreaterThan(0)
})

test('of long texts one is worked on at a time, and short ones pass them', async () => {
  const pool = aPool({ cpuMs: 60_000 })
  const order: string[] = []
  const posted = ['first', 'second'].map((name) => pool.run('render', { markdown: long }).then(() => order.push(name)))
  await pool.run('render', { markdown: 'short' })
  order.push('short')
  await Promise.all(posted)
  // The first may end before a thread has begun the short one. The second would be after it in any case.
  expect(order.filter((name) => name !== 'first')).toEqual(['short', 'second'])
  expect(order.indexOf('first')).toBeLessThan(order.indexOf('second'))
})

test('a thread finds the grammars of every language, and has the memory for one text after the other', async () => {
  const pool = aPool({ cpuMs: 60_000 }, 1)
  const names = Object.keys(languages)
  for (let i = 0; i < names.length; i += languagesOfText) {
    const some = names.slice(i, i + languagesOfText)
    const { html } = await pool.run('render', { markdown: some.map((name) => `\`\`\`${name}\na = "b"\n\`\`\``).join('\n\n') })
    expect(html.match(/class="codebox"/g)?.length, some.join(' ')).toBe(some.length)
  }
})
