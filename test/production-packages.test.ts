import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const { dependencies, optionalDependencies, devDependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
const forRunning = Object.keys({ ...dependencies, ...optionalDependencies })

/** Files that run where nothing for development is installed. */
const source = ['app', 'components', 'lib', 'tools', 'bin']
  .flatMap((folder) => fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name) && !/\.test\.tsx?$|(?:^|\/|typed-)contract\.ts$/.test(entry.name))
  .map((entry) => path.join(entry.parentPath, entry.name))
  .filter((file) => !file.includes('generated') && !file.endsWith('try-image.mjs') && !file.includes('/tools/mutate/'))

test('what runs a site imports no package that `npm start` does not install', () => {
  for (const file of source) {
    const text = fs.readFileSync(file, 'utf8')
    // Types are gone when it runs. Names that begin with a dot or @/ are our own.
    const imports = [...text.matchAll(/^(?:import|export) (?!type )[^'\n]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)]
    for (const target of imports.map(([, from, effect, later]) => from ?? effect ?? later ?? '')) {
      if (/^(\.|@\/|node:)/.test(target)) continue
      const name = target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/')
      expect(forRunning, `${path.relative(root, file)} imports ${target}`).toContain(name)
    }
  }
})

test('the browser and the tools of tests are development packages', () => {
  for (const name of ['@sparticuz/chromium', '@playwright/test', 'vitest', '@biomejs/biome', 'yaml']) {
    expect(Object.keys(devDependencies)).toContain(name)
    expect(forRunning).not.toContain(name)
  }
})
