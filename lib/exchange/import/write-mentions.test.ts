import { expect, test } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { aSourceReply, aSourceThread, importedId, importRecords } from '../../../test/source-records'
import { readThread } from '../../community/threads'
import { system } from '../../identity/viewer'
import { db } from '../../platform/db/client'

const topic = { externalId: '1', name: 'Mentions' }
const author = (name: string) => ({ externalId: `id of ${name}`, name, displayName: name.toUpperCase() })
const html = async (source: string) => {
  const thread = await readThread(system, await importedId(source))
  return [thread?.html, ...(thread?.replies ?? []).map((reply) => reply.html)]
}
const link = (name: string, says = name) => `<a class="mention" href="/people/${name}" dir="auto">@${says}</a>`

test('imported mentions lead to authors of that source, not to people here and not in code, and tell nobody', async () => {
  const { personId } = await anAccount('importhere')
  const thread = aSourceThread(topic, {
    body: 'Does @mona know, or @importhere? `@mona`',
    author: author('asker-i'),
    replies: [
      aSourceReply('r1', { author: author('mona'), body: 'I do, @Asker-i.' }),
      aSourceReply('r2', { author: author('asker-i'), body: 'Thanks @mona and @later.' }),
    ],
  })
  await importRecords('mentions', thread)
  expect(await html('mentions')).toEqual([
    `<p>Does ${link('mona')} know, or @importhere? <code>@mona</code></p>`,
    `<p>I do, ${link('asker-i', 'Asker-i')}.</p>`,
    `<p>Thanks ${link('mona')} and @later.</p>`,
  ])
  expect(await db().mention.count({ where: { personId } })).toBe(0)
  const rows = await db().mention.findMany({ select: { told: true } })
  expect(rows.map(({ told }) => told)).toEqual([false, false, false])

  // Someone who comes with a later import is known then, and nothing is there twice.
  const more = { ...thread, replies: [...thread.replies, aSourceReply('r3', { author: author('later'), body: 'Here I am.' })] }
  await importRecords('mentions', more)
  await importRecords('mentions', more)
  expect((await html('mentions'))[2]).toBe(`<p>Thanks ${link('mona')} and ${link('later')}.</p>`)
  expect(await db().mention.count()).toBe(4)
})
