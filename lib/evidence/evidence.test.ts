import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../test/factories'
import { archiveAnswer, publishRevision, readAnswer, readRevision, renderAnswer, startAnswer } from '../answers'
import { editReply, postReply, startThread } from '../community/threads'
import { renderText } from '../content'
import { mergeThreads } from '../curation/duplicates'
import { hideReply } from '../curation/moderation'
import { type Viewer, visitor } from '../identity/viewer'
import { db } from '../platform/db/client'
import { checkSources } from './check-sources'
import { findSources } from './find-sources'
import { saySources } from './say-sources'
import { showSourcesOf } from './show-sources-of'
import { readUsesOfAnswer, readUsesOfThread } from './used-in'

let counter = 0

type Written = { body: string; by?: Viewer; topicId?: number; title?: string }

/** A published answer. */
async function anAnswer({ body, by, topicId, title = `Answer ${++counter}` }: Written) {
  const editor = by ?? (await anEditor())
  const answer = await startAnswer(editor, { topicId: topicId ?? (await aTopic()), title, body: '' })
  await revise(editor, answer.id, body, 0, title)
  return { ...answer, editor, title }
}

async function revise(editor: Viewer, answerId: number, body: string, basedOn: number, title = 'An answer') {
  const text = { title, summary: '', body, appliesTo: [], note: 'x', significance: 'minor' as const }
  await publishRevision(editor, { answerId, basedOn, ...text })
}

async function shown(viewer: Viewer, slug: string): Promise<string> {
  const answer = await readAnswer(viewer, slug)
  if (!answer || 'successor' in answer) throw new Error('The answer is not there.')
  return [answer.rendered.leadHtml, ...answer.rendered.sections.map(({ html }) => html)].join('\n')
}

const rowsOf = (answerId: number) => db().citation.findMany({ where: { answerId }, orderBy: { position: 'asc' } })

test('readers see each source beside its paragraph, with its author, and the cited posts say where they are used', async () => {
  const author = await aMember('Ada Writes')
  const thread = await aThread({ title: 'Why <does> it drip?', by: author })
  const reply = await postReply(author, { threadId: thread.id, body: 'The washer is worn.' })
  const other = await anAnswer({ body: 'All of it.', title: 'Pumps & valves' })
  const { id, slug, title } = await anAnswer({
    body: `Change the washer.[^/threads/${thread.id}#r${reply.number}] Then wait.[^https://example.org/manual "The manual"]\n\n- In a list.[^/answers/${other.slug}]\n\n## More\n\nIt drips.[^/threads/${thread.id}]`,
  })
  const html = await shown(visitor, slug)
  expect(html).toContain('Change the washer.<a class="ev" href="#page_e-a" aria-label="Source a">a</a> Then wait.')
  expect(html).toMatch(
    /id="page_e-a".*>Reply 1<\/a> in “<bdi>Why &lt;does&gt; it drip\?<\/bdi>”, by <a [^>]*>Ada Writes<\/a>, <span class="nw">revision 1/,
  )
  expect(html).toMatch(/<a href="https:\/\/example.org\/manual" rel="nofollow noopener" dir="auto">The manual<\/a>, as of/)
  expect(html).toMatch(/<div class="cited">\s*<ul>[\s\S]*<\/ul><div class="side-notes">.*Pumps &amp; valves/)
  expect(html.match(/class="ev"/g)).toHaveLength(4)
  expect(html).not.toContain('[^')
  expect(await readUsesOfThread(visitor, thread.id)).toEqual([
    { id, slug, title, number: 0 },
    { id, slug, title, number: 1 },
  ])
  expect(await readUsesOfAnswer(visitor, other.id)).toEqual([{ id, slug, title, number: 0 }])
  expect(await rowsOf(id)).toMatchObject([
    { threadId: thread.id, replyId: reply.id, citedRevision: 1, claim: 'Change the washer.', state: 'fine' },
    { threadId: null, citedAnswerId: null, citedRevision: null, claim: 'Then wait.' },
    { citedAnswerId: other.id, citedRevision: 1 },
    { threadId: thread.id, replyId: null, citedRevision: 1 },
  ])
})

test('the preview of a text that is being written has its sources; what leads nowhere stays as it is written', async () => {
  const thread = await aThread({ title: 'Why does it drip?' })
  const secret = await aThread({ title: 'A secret', topicId: await aTopic({ visibility: 'editors' }) })
  const body = `Change it.[^/threads/${thread.id}]\n\nWait.[^/threads/${secret.id}]\n\nPaint it.[^/threads/999999]`
  const { html } = await renderText(body)
  const previewed = await showSourcesOf(visitor, html)
  expect(previewed).toContain('Change it.<a class="ev" href="#page_e-a" aria-label="Source a">a</a>')
  expect(previewed).toContain('Why does it drip?</a>')
  expect(previewed).toContain(`Wait.[^/threads/${secret.id}]`)
  expect(previewed).toContain('Paint it.[^/threads/999999]')
  expect(previewed).not.toContain('secret')
  expect(await showSourcesOf(await anEditor(), html)).toContain('A secret</a>')
})

test('a source keeps what was cited while its sentence is edited, and is flagged when its sentence is another one', async () => {
  const thread = await aThread()
  const reply = await postReply(await anEditor(), { threadId: thread.id, body: 'Seven turns.' })
  const cite = `[^/threads/${thread.id}#r${reply.number}]`
  const { id, editor } = await anAnswer({ body: `Turn the valve seven times to the left.${cite} Wait.` })
  await editReply(editor, { replyId: reply.id, body: 'Eight turns.', basedOn: 1 })
  await revise(editor, id, `First of all, wait a while.\n\nTurn the valve seven times to the left, gently.${cite}`, 1)
  expect(await rowsOf(id)).toMatchObject([{ citedRevision: 1, state: 'fine', claim: 'Turn the valve seven times to the left, gently.' }])
  await revise(editor, id, `Paint the door green before noon.${cite}`, 2)
  expect(await rowsOf(id)).toMatchObject([{ citedRevision: 1, state: 'moved' }])
  await revise(editor, id, 'Paint the door green.', 3)
  expect(await rowsOf(id)).toEqual([])
  // It is what it was, for nobody has verified it since; beside another sentence it is a new source.
  await revise(editor, id, `Paint the door green.${cite} Close the window at night.${cite}`, 4)
  expect(await rowsOf(id)).toMatchObject([
    { citedRevision: 1, state: 'moved' },
    { citedRevision: 2, state: 'fine' },
  ])
})

test('of a source that a reader may not see there is no letter, title, author or words of a comparison; editors are warned', async () => {
  const secret = await aMember('Zora Secret')
  const closed = await aThread({ topicId: await aTopic({ visibility: 'members' }), title: 'Zsecret title', by: secret })
  const open = await aThread({ title: 'For all' })
  const body = `One.[^/threads/${closed.id}] Two.[^/threads/${open.id}]\n\nThree.[^/threads/999999]`
  const { id, slug, editor } = await anAnswer({ body })
  const html = await shown(visitor, slug)
  expect(html).not.toMatch(new RegExp(`Zsecret|Zora|threads/${closed.id}|Source b|\\[\\^`))
  expect(html).toContain('One. Two.<a class="ev"')
  expect(html).toContain('<p>Three.</p>')
  expect(await shown(await aMember(), slug)).toMatch(/Zsecret title[\s\S]*Zora[\s\S]*<b>b<\/b>/)
  expect((await saySources(visitor, id, [body])).texts).toEqual(['One. Two. [For all]\n\nThree.'])
  const old = await readRevision(visitor, slug, 1)
  expect(JSON.stringify(old && (await renderAnswer(visitor, id, old)))).not.toContain('Zsecret')
  expect(await checkSources(editor, id, { body, visibility: 'public' })).toMatchObject([
    { name: 'Zsecret title', isRestricted: true },
    { name: 'For all', isRestricted: false },
    { name: '/threads/999999', source: null, isRestricted: false },
  ])
  await expect(checkSources(await aMember(), id, { body, visibility: 'public' })).rejects.toMatchObject({ code: 'forbidden' })
})

test('“used in” follows the visibility of the answer, and is gone when the answer is archived', async () => {
  const thread = await aThread()
  const { id, editor } = await anAnswer({ body: `One.[^/threads/${thread.id}]`, topicId: await aTopic({ visibility: 'editors' }) })
  expect(await readUsesOfThread(await aMember(), thread.id)).toEqual([])
  expect(await readUsesOfThread(editor, thread.id)).toMatchObject([{ id, number: 0 }])
  await archiveAnswer(editor, id)
  expect(await readUsesOfThread(editor, thread.id)).toEqual([])
})

test('a source of a merged thread is found where it went; one that is hidden is shown to nobody', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const into = await aThread({ topicId, title: 'It stays' })
  const from = await aThread({ topicId, title: 'It goes' })
  const reply = await postReply(editor, { threadId: from.id, body: 'Here.' })
  const { slug } = await anAnswer({ body: `One.[^/threads/${from.id}#r${reply.number}]\n\nTwo.[^/threads/${from.id}]` })
  await mergeThreads(editor, [from.id], into.id)
  const html = await shown(visitor, slug)
  expect(html).toContain('>Reply 2</a> in “<bdi>It stays</bdi>”')
  expect(html).toContain('>Reply 1</a> in “<bdi>It stays</bdi>”')
  expect((await readUsesOfThread(visitor, into.id)).map(({ number }) => number).sort()).toEqual([1, 2])
  await hideReply(editor, reply.id, 'Wrong.')
  expect(await shown(visitor, slug)).not.toContain('Reply 2')
})

test('a post that is cited by an address which the site had earlier is shown to those who may see it, and to nobody else', async () => {
  const secret = await aMember('Zora Secret')
  const closed = await aThread({ topicId: await aTopic({ visibility: 'members' }), title: 'Zsecret title', by: secret })
  const hidden = await aThread({ title: 'Zhidden title' })
  const reply = await postReply(secret, { threadId: hidden.id, body: 'Here.' })
  const labels = [`https://old.example/threads/${closed.id}`, `https://old.example/threads/${hidden.id}#r1`]
  const { id, slug, editor } = await anAnswer({ body: labels.map((label, i) => `Sentence ${i}.[^${label}]`).join(' ') })
  await db().citation.update({ where: { answerId_position: { answerId: id, position: 0 } }, data: { threadId: closed.id } })
  await db().citation.update({
    where: { answerId_position: { answerId: id, position: 1 } },
    data: { threadId: hidden.id, replyId: reply.id },
  })
  expect(await shown(await aMember(), slug)).toMatch(/Zsecret title<\/a>, by .*Zora.*>Reply 1<\/a> in “<bdi>Zhidden title/)
  await hideReply(editor, reply.id, 'Wrong.')
  expect(await shown(visitor, slug)).not.toMatch(/Zsecret|Zhidden|Zora|class="ev"/)
})

test('a number that a merged thread had leads nowhere, and is shown to nobody; its opening is cited where it went', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const [from, into] = [await aThread({ topicId, title: 'It goes' }), await aThread({ topicId, title: 'It stays' })]
  await postReply(editor, { threadId: from.id, body: 'Here.' })
  await mergeThreads(editor, [from.id], into.id)
  const body = `One.[^/threads/${from.id}#r1]\n\nTwo.[^/threads/${from.id}]`
  const { id, slug } = await anAnswer({ body })
  expect(await checkSources(editor, id, { body, visibility: 'public' })).toMatchObject([{ source: null }, { source: { number: 1 } }])
  const { id: replyId } = await db().reply.findFirstOrThrow({ where: { threadId: into.id, number: 1 } })
  expect(await rowsOf(id)).toMatchObject([{ position: 1, threadId: into.id, replyId, citedRevision: 1 }])
  expect(await shown(visitor, slug)).toMatch(/^<p>One\.<\/p>\s*<div class="cited">\s*<p>Two\.<a .*>Reply 1<\/a> in “<bdi>It stays/)
})

test('publishing expires the pages of what is cited, and pages of an answer carry the tags of what it cites', async () => {
  const thread = await aThread()
  const last = async () => (await db().pageExpiry.findFirst({ orderBy: { id: 'desc' } }))?.id ?? 0n
  const before = await last()
  const { slug, id, editor } = await anAnswer({ body: `One.[^/threads/${thread.id}]` })
  const tagsSince = async (at: bigint | number) =>
    (await db().pageExpiry.findMany({ where: { id: { gt: at as bigint } } })).flatMap(({ tags }) => tags)
  expect(await tagsSince(before)).toContain(`thread:${thread.id}`)
  const answer = await readAnswer(visitor, slug)
  expect(answer && 'rendered' in answer && answer.rendered.pages).toContain(`thread:${thread.id}`)
  const then = await last()
  await revise(editor, id, 'One.', 1)
  expect(await tagsSince(then)).toContain(`thread:${thread.id}`)
})

test('an editor finds a source by its address or by words; others may not ask', async () => {
  const editor = await anEditor()
  const thread = await startThread(editor, { topicId: await aTopic(), title: 'Quillfish in the drain', body: 'A quillfish.' })
  const reply = await postReply(editor, { threadId: thread.id, body: 'Mine too.' })
  expect(await findSources(editor, `http://localhost:3000/threads/${thread.id}/x/${reply.number}`, 5)).toMatchObject([
    { label: `/threads/${thread.id}#r1`, name: 'Reply 1 in “Quillfish in the drain”' },
  ])
  expect(await findSources(editor, 'quillfish', 5)).toMatchObject([{ label: `/threads/${thread.id}`, name: 'Quillfish in the drain' }])
  expect(await findSources(editor, `/threads/999999`, 5)).toEqual([])
  await expect(findSources(await aMember(), 'quillfish', 5)).rejects.toMatchObject({ code: 'forbidden' })
})
