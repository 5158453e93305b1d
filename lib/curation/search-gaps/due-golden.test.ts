import { beforeEach, expect, test } from 'vitest'
import { aMember, anAnswer, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { archiveAnswer, restoreAnswer } from '../../answers'
import { editThread } from '../../community/threads'
import type { Viewer } from '../../identity/viewer'
import { reindex } from '../../maintenance'
import { db, pool } from '../../platform/db/client'
import { mergeThreads } from '../duplicates'
import { hideThread } from '../moderation'
import { answerGap } from './answer-gap'
import { continueSearchGaps } from './group-searches'
import { readSearchGap } from './read-gaps'
import { readSynonyms, removeSynonym } from './save-synonym'

beforeEach(async () => {
  await pool().query('truncate search_gap, golden_query, golden_due, search_synonym cascade')
})

const none = { words: '', means: '', tag: '', tagWord: '', thread: '', title: '', topicId: null }

async function aClosedGap(editor: Viewer & { personId: number }, query: string, hit: string, synonym?: { words: string; means: string }) {
  const { id } = await db().searchGap.create({ data: { shown: true } })
  await countWords()
  const how = synonym ? ('synonym' as const) : ('text' as const)
  expect(await answerGap(editor, id, { how, query, hit, ...none, ...synonym })).toMatchObject({ closed: true })
  await pool().query('truncate golden_due')
  return async () => {
    await countWords()
    await pool().query(`update golden_due set due_at = due_at - interval '5 seconds'`)
    while (await continueSearchGaps());
    return (await readSearchGap(editor, id))?.state
  }
}

async function retitled(editor: Viewer & { personId: number }, threadId: number, title: string): Promise<void> {
  const { revisionNumber } = await db().thread.findUniqueOrThrow({ where: { id: threadId } })
  await editThread(editor, { threadId, basedOn: revisionNumber, title, body: 'It wakes everyone.', tags: [] })
}

async function kept(): Promise<number> {
  return (await pool().query('select 1 from golden_due')).rowCount ?? 0
}

test('an edit that breaks what a gap was closed with opens it again seconds later, and one that mends it closes it', async () => {
  const editor = await anEditor()
  const thread = await aThread({ title: 'The harmonium wheezes', by: await aMember() })
  const other = await aThread({ title: 'A shelf of wood' })
  const stateOf = await aClosedGap(editor, 'harmonium wheezes', `/threads/${thread.id}`)
  await retitled(editor, other.id, 'A shelf of stone')
  expect(await kept(), 'another thread is none of its business').toBe(0)
  await retitled(editor, thread.id, 'It is mended')
  expect(await stateOf()).toBe('open')
  await retitled(editor, thread.id, 'The harmonium wheezes at night')
  expect(await stateOf()).toBe('closed')
})

test('it is looked at once more a minute later, since an index may lag behind', async () => {
  const editor = await anEditor()
  const thread = await aThread({ title: 'The zither hums' })
  const stateOf = await aClosedGap(editor, 'zither hums', `/threads/${thread.id}`)
  await retitled(editor, thread.id, 'The zither hums loudly')
  expect(await stateOf()).toBe('closed')
  const left = await kept()
  expect(left).toBeGreaterThan(0)
  expect(await stateOf()).toBe('closed')
  expect(await kept(), 'not before').toBe(left)
  await pool().query(`update golden_due set due_at = due_at - interval '1 minute'`)
  expect(await stateOf()).toBe('closed')
  expect(await kept()).toBe(0)
})

test('a page that is hidden, merged or archived is looked at, and so is everything after a change of synonyms', async () => {
  const editor = await anEditor()
  const [hidden, from, into, meant] = [
    await aThread({ title: 'The spinet buzzes' }),
    await aThread({ title: 'The celesta clicks' }),
    await aThread({ title: 'Clicking celesta' }),
    await aThread({ title: 'The clavichord rattles' }),
  ]
  const answer = await anAnswer(editor, { topicId: await aTopic(), title: 'Tuning an ocarina' })
  const spinet = await aClosedGap(editor, 'spinet buzzes', `/threads/${hidden.id}`)
  await hideThread(editor, hidden.id, 'Twice.')
  expect(await spinet()).toBe('open')
  const celesta = await aClosedGap(editor, 'celesta clicks', `/threads/${from.id}`)
  await mergeThreads(editor, [from.id], into.id)
  expect(await celesta(), 'it is found where it went').toBe('closed')
  await pool().query('truncate golden_due')
  await retitled(editor, into.id, 'Clicking again')
  expect(await kept(), 'and looked at there').toBeGreaterThan(0)
  const ocarina = await aClosedGap(editor, 'tuning an ocarina', `/answers/${answer.slug}`)
  await archiveAnswer(editor, answer.id)
  expect(await ocarina()).toBe('open')
  await restoreAnswer(editor, answer.id)
  expect(await ocarina()).toBe('closed')
  const bagpipe = await aClosedGap(editor, 'bagpipe', `/threads/${meant.id}`, { words: 'bagpipe', means: 'clavichord' })
  const [synonym] = await readSynonyms(editor)
  await removeSynonym(editor, synonym?.id ?? 0)
  expect(await bagpipe()).toBe('open')
})

test('while the whole index is made again nothing is checked, and all of it afterwards', async () => {
  const editor = await anEditor()
  const thread = await aThread({ title: 'The accordion sighs' })
  const stateOf = await aClosedGap(editor, 'accordion sighs', `/threads/${thread.id}`)
  await reindex(() => undefined)
  expect(await kept(), 'each once, when words are counted').toBe(1)
  expect(await stateOf()).toBe('closed')
  expect(await kept()).toBe(0)
})
