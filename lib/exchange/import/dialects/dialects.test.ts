import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readDiscourse } from '../discourse'
import { runImport } from '../run'
import type { SourceRecord } from '../source'
import { readStackExchange } from '../stackexchange'
import { checkedBase, findDiscourseBase, stackExchangeBase } from './base-address'

function folder(name: string, files: Record<string, string>): string {
  const dir = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-dialects-')), name)
  fs.mkdirSync(dir)
  for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(dir, file), text)
  return dir
}

const topic = (posts: object[]) =>
  JSON.stringify({
    id: 7,
    title: 'A topic',
    created_at: '2026-01-01T10:00:00Z',
    post_stream: {
      posts: posts.map((post, i) => ({
        id: i + 1,
        post_number: i + 1,
        topic_id: 7,
        username: 'ada',
        user_id: 1,
        created_at: '2026-01-01T10:00:00Z',
        ...post,
      })),
    },
  })

async function bodiesOf(records: AsyncIterable<SourceRecord>): Promise<string[]> {
  for await (const record of records) if (record.kind === 'thread') return [record.body, ...record.replies.map(({ body }) => body)]
  return []
}

test('what readers saw comes before what was typed, and what was typed is translated where that is all there is', async () => {
  const dir = folder('forum', {
    '7.json': topic([{ cooked: '<p>10<sup>6</sup></p>', raw: '10^6' }, { raw: 'a\nb [b]c[/b]' }, { cooked: ' ', raw: '*x*' }]),
  })
  expect(await bodiesOf(readDiscourse(dir, () => {}))).toEqual(['10<sup>6</sup>', 'a\\\nb **c**', '*x*'])
})

test('the address of the forum is given, or found in the export', async () => {
  const link = '<p><a href="/u/ada">ada</a></p>'
  const named = folder('forum', {
    '7.json': topic([{ cooked: link, link_counts: [{ url: 'http://forum.example/sub/t/other/12', internal: true, reflection: false }] }]),
  })
  expect(await findDiscourseBase(named)).toBe('https://forum.example/sub/')
  expect(await bodiesOf(readDiscourse(named, () => {}))).toEqual(['[ada](https://forum.example/u/ada)'])
  expect(await bodiesOf(readDiscourse(named, () => {}, { base: checkedBase('https://given.example') }))).toEqual([
    '[ada](https://given.example/u/ada)',
  ])
  const uploads = folder('forum', {
    '7.json': topic([{ cooked: '<p><img src="https://pictures.example/uploads/default/original/1X/a.png"></p>' }]),
  })
  expect(await findDiscourseBase(uploads)).toBe('https://pictures.example/')
  expect(await bodiesOf(readDiscourse(folder('forum', { '7.json': topic([{ cooked: link }]) }), () => {}))).toEqual(['ada'])
  expect([
    stackExchangeBase('/x/beer.stackexchange.com'),
    stackExchangeBase('/x/stackoverflow.com-Posts.tar.gz'),
    stackExchangeBase('/x/dump.com'),
  ]).toEqual(['https://beer.stackexchange.com/', 'https://stackoverflow.com/', null])
  await expect(runImport({ kind: 'discourse', path: named, base: 'forum.example', dryRun: true })).rejects.toThrow(
    '--base must be the address of the forum',
  )
})

test('List<string> in a comment stays, and 10⁶ in a post is not 106', async () => {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const dir = folder('gardening.stackexchange.com', {
    'Posts.xml': `<posts><row Id="1" PostTypeId="1" Title="T" CreationDate="2026-01-01T00:00:00" Body="${escaped('<p>10<sup>6</sup> <a href="/tour">tour</a></p><blockquote class="spoiler"><p>The vole.</p></blockquote>')}" /></posts>`,
    'Comments.xml': `<comments><row Id="1" PostId="1" CreationDate="2026-01-02T00:00:00" Text="${escaped('Do you mean List<string> or `a*b*c`?')}" /></comments>`,
  })
  expect(await bodiesOf(readStackExchange(dir, () => {}))).toEqual([
    '10<sup>6</sup> [tour](https://gardening.stackexchange.com/tour)\n\n<details>\n<summary>Spoiler</summary>\n\nThe vole.\n\n</details>',
    'Do you mean List\\<string> or `a*b*c`?',
  ])
})
