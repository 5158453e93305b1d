import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anExport, aPost, aTopicFile, xmlOf } from '../../../test/exports'
import { readDiscourse } from './discourse'
import { readStackExchange } from './stackexchange'

const before = process.env.TMPDIR
let own = ''

// Other tests, too, read exports, and leave theirs to the usual folder.
beforeEach(() => {
  own = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-own-'))
})
afterEach(() => {
  process.env.TMPDIR = before
})

const asked = (Id: number) => ({
  Id,
  PostTypeId: 1,
  Title: `Question ${Id}`,
  CreationDate: '2024-01-01T00:00:00',
  Body: '<p>Private words.</p>',
})
const sources = {
  'Stack Exchange': () => readStackExchange(anExport({ 'Posts.xml': xmlOf(asked(1), asked(2)) }), () => undefined),
  Discourse: () =>
    readDiscourse(anExport({ '1.json': aTopicFile(1, [aPost(10001)]), '2.json': aTopicFile(2, [aPost(20001)]) }), () => undefined),
}

test.each(Object.entries(sources))('nothing of an export of %s stays on the disk, read to its end or not', async (_name, read) => {
  for (const toTheEnd of [true, false]) {
    const records = read()
    process.env.TMPDIR = own
    let found = 0
    for await (const { kind } of records) {
      expect(fs.readdirSync(own).length, 'while it is read').toBeGreaterThan(0)
      if (kind === 'thread') found++
      if (found > 0 && !toTheEnd) break
    }
    expect(found).toBe(toTheEnd ? 2 : 1)
    expect(fs.readdirSync(own)).toEqual([])
    process.env.TMPDIR = before
  }
})
