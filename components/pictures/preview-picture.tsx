import fs from 'node:fs/promises'
import path from 'node:path'
import { ImageResponse } from 'next/og'
import { excerpt } from '@/lib/content'
import { env } from '@/lib/platform/env'
import { drawableText } from './drawable-text'

/** The size that sites expect. */
export const size = { width: 1200, height: 630 }

const titleLengthMax = 110
const belowLengthMax = 80
/** Longer titles are smaller. */
const longTitle = 60

type Preview = { above: string; title: string; below: string }

/**
 * Returns a picture of a page, for links to it on other sites. It must not say anything that visitors may not read, because nobody knows
 * who asks for it. Text that the fonts can't show is left out (see `drawableText`).
 */
export async function previewPicture({ above, title, below }: Preview): Promise<Response> {
  const head = [env().siteName, above].map(drawableText).filter(Boolean).join(' · ')
  // The renderer breaks lines only at spaces.
  const drawn = (drawableText(excerpt(title, titleLengthMax)) ?? '').replace(/\S{26}(?=\S)/g, '$& ')
  return new ImageResponse(
    <div tw="flex h-full w-full flex-col justify-between bg-[#fbfaf8] p-[72px] text-[#1e1b18]">
      <div tw="flex items-center text-[36px] text-[#17603f]">
        <Mark />
        <div tw="flex ml-[20px]">{head}</div>
      </div>
      <div tw={`flex leading-[1.2] ${drawn.length > longTitle ? 'text-[56px]' : 'text-[72px]'}`}>{drawn}</div>
      <div tw="flex text-[34px] text-[#5f5a54]">{drawableText(excerpt(below, belowLengthMax)) ?? ''}</div>
    </div>,
    { ...size, fonts: await faces() },
  )
}

/** The response if there is nothing to show, or nothing that everyone may see. */
export function noPicture(): Response {
  return new Response('There is no such picture.\n', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

function Mark() {
  return (
    <svg width="44" height="44" viewBox="0 0 16 16" fill="#17603f" aria-hidden="true">
      <path d="M4.7 3.4c0-1.4 1-2.1 2.7-2.1h1.2c1.7 0 2.7.8 2.7 2.1s-1 1.8-2.5 1.8H7.1c-1.5 0-2.4-.5-2.4-1.8Z" />
      <path d="M2.8 8.1c0-1.4 1.2-2 3.1-2h4c2 0 3.3.7 3.3 2s-1.1 1.9-2.9 1.9H5.5C3.8 10 2.8 9.4 2.8 8.1Z" />
      <path d="M1 13.1c0-1.5 1.5-2.2 3.9-2.2h6.4c2.4 0 3.7.8 3.7 2.1s-1.2 2-3.3 2H3.4C1.9 15 1 14.3 1 13.1Z" />
    </svg>
  )
}

type Faces = NonNullable<NonNullable<ConstructorParameters<typeof ImageResponse>[1]>['fonts']>
let loaded: Promise<Faces> | undefined

/** The face of titles, one file for each script. bin/build.mjs puts them there. */
function faces(): Promise<Faces> {
  const scripts = ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext']
  loaded ??= Promise.all(
    scripts.map(async (script) => ({
      // A name of its own for each: of several files with one name only the first is looked into.
      name: `Literata ${script}`,
      data: await fs.readFile(path.join(process.cwd(), `public/fonts/literata-5.3.0-${script}-600.woff`)),
      weight: 600 as const,
      style: 'normal' as const,
    })),
  )
  return loaded
}
