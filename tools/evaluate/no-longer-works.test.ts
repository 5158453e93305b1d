import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { doubtMin } from '../../lib/curation/review'
import { evaluateNoLongerWorks } from './no-longer-works'

const post = (id: number, number: number, text: string) => ({
  id,
  post_number: number,
  post_type: 1,
  topic_id: 7,
  username: `user${number}`,
  user_id: number,
  created_at: `2026-01-0${number}T10:00:00Z`,
  cooked: `<p>${text}</p>`,
})
const posts = [
  post(11, 1, 'The kettle whistles all night. How do I stop it?'),
  post(12, 2, 'Turn the lid by a quarter.'),
  post(13, 3, 'I turned the lid, but that does not help. It still does not work.'),
  post(14, 4, 'It still does not work.'),
  post(15, 5, 'Descale the spout, that is quieter.'),
]

function writeSet(labels: string): { dir: string; file: string } {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-doubts-'))
  const topic = { id: 7, title: 'The kettle whistles', created_at: '2026-01-01T10:00:00Z', post_stream: { posts } }
  fs.writeFileSync(path.join(dir, '7.json'), JSON.stringify(topic))
  const file = path.join(dir, 'labels.tsv')
  fs.writeFileSync(file, labels)
  return { dir, file }
}

test('what is said of replies of a Discourse export is compared with their labels', async () => {
  const { dir, file } = writeSet('12\tother\n13\tfails\n14\tother\n15\tfails\n')
  const { replies, fails, thresholds } = await evaluateNoLongerWorks(dir, file)
  expect({ replies, fails }).toEqual({ replies: 4, fails: 2 })
  expect(thresholds.map(({ from }) => from)).toContain(doubtMin)
  // Two say it, one of them with the label; the other label is of a reply that does not say it.
  expect(thresholds.find(({ from }) => from === doubtMin)).toMatchObject({ said: 2, precision: 0.5, recall: 0.5, accuracy: 0.5 })
})

test('labels of what is no reply of the export, and unknown labels, are refused', async () => {
  const opening = writeSet('11\tother\n')
  await expect(evaluateNoLongerWorks(opening.dir, opening.file)).rejects.toThrow('has no reply “11”')
  const unknown = writeSet('13\tbroken\n')
  await expect(evaluateNoLongerWorks(unknown.dir, unknown.file)).rejects.toThrow('is no label')
})

test('a folder that is no Discourse export is refused with what is taken', async () => {
  const { file } = writeSet('13\tfails\n')
  const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-doubts-'))
  fs.writeFileSync(path.join(empty, 'corpus.jsonl'), '{"id": "13"}\n')
  await expect(evaluateNoLongerWorks(empty, file)).rejects.toThrow('Discourse')
})
