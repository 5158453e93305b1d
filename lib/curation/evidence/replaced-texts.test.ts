import { beforeAll, expect, test } from 'vitest'
import { anEditor } from '../../../test/factories'
import { aSourceReply, aSourceThread, importedId, importRecords } from '../../../test/source-records'
import { publishRevision, startAnswer } from '../../answers'
import { editReply } from '../../community/threads'
import { withdrawReply } from '../../exchange/own-data/withdraw-reply'
import type { Viewer } from '../../identity/viewer'
import { db, pool, transaction } from '../../platform/db'
import { findRevisions, redactRevisions } from '../redaction'
import { noticeChanges, readFlaggedOf, verifyCitation } from '.'

let editor: Viewer & { personId: number }
beforeAll(async () => {
  editor = await anEditor()
})

const topic = { externalId: '12', name: 'Category 12', unnamed: true }
const before = 'Turn it twice. The key is zhushz.'

/** Imports a thread whose opening and first reply have this text. */
const importing = (source: string, text: string, boosts = 0) =>
  importRecords(source, aSourceThread(topic, { body: text, boosts, replies: [aSourceReply('r1', { body: text })] }))

/** A published answer that cites the opening and the first reply of an imported thread. */
async function citing(source: string) {
  await importing(source, before)
  const [threadId, replyId] = [await importedId(source), await importedId(source, 'reply', 'r1')]
  const { topicId } = await db().thread.findUniqueOrThrow({ where: { id: threadId } })
  const title = 'What it rests on'
  const { id } = await startAnswer(editor, { topicId, title, body: '' })
  const body = `One holds.[^/threads/${threadId}]\n\nTwo holds.[^/threads/${threadId}#r1]`
  await publishRevision(editor, { answerId: id, basedOn: 0, title, summary: '', body, appliesTo: [], note: 'x', significance: 'minor' })
  await untilNoticed()
  return { id, threadId, replyId }
}

async function untilNoticed(): Promise<void> {
  while (await noticeChanges()) {
    // There may be more.
  }
}

const statesOf = async (answerId: number) =>
  (await db().citation.findMany({ where: { answerId }, orderBy: { position: 'asc' } })).map(({ state }) => state)

const kept = async (word: string) => {
  const { rows } = await pool().query('select count(*)::int as n from replaced_text where strpos(body, $1) > 0', [word])
  return rows[0].n
}

test('a cited text that an import replaces is flagged and compared like an edited one, until somebody verifies it', async () => {
  const { id } = await citing('replaced')
  await importing('replaced', 'Turn it thrice.')
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['changed', 'changed'])
  const flagged = await readFlaggedOf(editor, [id], 5)
  for (const { blocks } of flagged) expect(JSON.stringify(blocks)).toMatch(/twice.*thrice/)
  const [first] = flagged
  if (!first) throw new Error('It is not listed.')

  await importing('replaced', 'Never turn it.')
  await expect(verifyCitation(editor, first.id, first.seen)).rejects.toMatchObject({ code: 'conflict' })
  await untilNoticed()
  const again = await readFlaggedOf(editor, [id], 5)
  for (const { blocks } of again) expect(JSON.stringify(blocks)).toMatch(/Turn it twice.*Never turn it/)
  for (const each of again) await verifyCitation(editor, each.id, each.seen)
  await importing('replaced', 'Never turn it.', 3)
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['fine', 'fine'])
})

test('an import that takes its change back, or changes spelling alone, needs nobody', async () => {
  const { id } = await citing('taken back')
  await importing('taken back', 'Turn it thrice.')
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['changed', 'changed'])
  await importing('taken back', before.toLowerCase())
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['fine', 'fine'])
})

test('a replaced text is kept only where it is cited', async () => {
  await importing('uncited', before)
  const count = await kept('zhushz')
  await importing('uncited', 'Turn it thrice.')
  expect(await kept('zhushz')).toBe(count)
})

test('redacting the revision, or withdrawing the post, reaches a replaced text', async () => {
  await db().$executeRaw`delete from replaced_text`
  const { id, replyId } = await citing('redacted')
  await importing('redacted', 'Turn it thrice.')
  await editReply(editor, { replyId, basedOn: 1, body: 'Turn it four times.' })
  await untilNoticed()
  expect(await kept('zhushz')).toBe(2)
  expect(await findRevisions(editor, { kind: 'reply', id: replyId }, 'zhushz')).toEqual([1])
  await redactRevisions(editor, { kind: 'reply', id: replyId }, { numbers: [1], notes: false, reason: 'It was a key.' })
  expect(await kept('zhushz')).toBe(1)
  const flagged = await readFlaggedOf(editor, [id], 5)
  expect(flagged.map(({ state, blocks }) => [state, blocks?.length])).toEqual([
    ['changed', 3],
    ['changed', undefined],
  ])

  const other = await citing('withdrawn')
  await importing('withdrawn', 'Turn it thrice.')
  const both = await kept('zhushz')
  await transaction((tx) => withdrawReply(tx, other.replyId, new Date()))
  expect(await kept('zhushz')).toBe(both - 1)
})
