import fs from 'node:fs'
import path from 'node:path'
import { root } from './steps.mjs'

const faces = [
  ['@fontsource-variable/inter', 'inter-latin-wght-normal.woff2', 'inter-5.3.0-latin.woff2'],
  ['@fontsource-variable/inter', 'inter-latin-ext-wght-normal.woff2', 'inter-5.3.0-latin-ext.woff2'],
  ['@fontsource-variable/literata', 'literata-latin-wght-normal.woff2', 'literata-5.3.0-latin.woff2'],
  ['@fontsource-variable/literata', 'literata-latin-ext-wght-normal.woff2', 'literata-5.3.0-latin-ext.woff2'],
  ['@fontsource/literata', 'literata-latin-400-italic.woff2', 'literata-5.3.0-latin-italic.woff2'],
  // For preview pictures (components/pictures), whose renderer reads no woff2 and needs one file for each script.
  ...['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext'].map((script) => [
    '@fontsource/literata',
    `literata-${script}-600-normal.woff`,
    `literata-5.3.0-${script}-600.woff`,
  ]),
]

/** Copies the fonts out of their packages, under names that contain their version. */
export function copyFonts() {
  const target = path.join(root, 'public/fonts')
  fs.mkdirSync(target, { recursive: true })
  for (const [name, from, to] of faces) fs.copyFileSync(path.join(root, 'node_modules', name, 'files', from), path.join(target, to))
}
