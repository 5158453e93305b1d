import sharp from 'sharp'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { copyFonts } from '../../bin/lib/copy-fonts.mjs'
import { covered, drawableText } from './drawable-text'
import { previewPicture, size } from './preview-picture'

beforeAll(copyFonts)

const asked: string[] = []
const { fetch: realFetch } = globalThis
beforeEach(() => {
  // Next's renderer fetches what it lacks, and goes on without it. Its own code comes as `data:`.
  vi.stubGlobal('fetch', async (address: string) => {
    if (String(address).startsWith('data:')) return realFetch(address)
    asked.push(String(address).slice(0, 200))
    throw new Error('Nothing may be fetched.')
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  asked.length = 0
})

const draw = async (title: string) =>
  Buffer.from(await (await previewPicture({ above: 'Netzwerk', title, below: 'Not answered yet' })).arrayBuffer())

/** All the characters that the faces are said to have. */
function everyCharacter(): string[] {
  const all = Array.from({ length: 0x2300 }, (_, i) => String.fromCodePoint(i))
  const isCovered = new RegExp(`^[${covered}]$`, 'u')
  return all.filter((each) => isCovered.test(each) && drawableText(`a${each}b`) !== null)
}

test('a picture has the size that it says, and its title on it', async () => {
  const [empty, titled] = [await draw(''), await draw('Why does the handshake fail?')]
  expect(await sharp(titled).metadata()).toMatchObject({ format: 'png', ...size })
  expect(titled.equals(empty)).toBe(false)
  expect(asked).toEqual([])
})

test('every character that is drawn is in a face of ours: nothing is fetched', async () => {
  const characters = everyCharacter()
  expect(characters.length).toBeGreaterThan(600)
  for (let i = 0; i < characters.length; i += 50) await draw(characters.slice(i, i + 50).join(''))
  expect(asked).toEqual([])
})

test('letters that no face of ours has are not drawn, and emoji are left out', async () => {
  expect(drawableText('設定の手順')).toBeNull()
  expect(drawableText('بروكسي')).toBeNull()
  expect(drawableText('x ≥ 3')).toBeNull()
  expect(drawableText('Прокси отвечает 407, Ωμέγα, “ß”')).toBe('Прокси отвечает 407, Ωμέγα, “ß”')
  expect(drawableText('It works 🎉👍🏽 1️⃣ 👩‍💻 now')).toBe('It works 1 now')
  const untitled = await draw('')
  expect((await draw('設定の手順')).equals(untitled)).toBe(true)
  expect((await draw('🎉')).equals(untitled)).toBe(true)
  expect(asked).toEqual([])
})
