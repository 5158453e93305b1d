// Writes the table of settings in README.md, and .env.example, from where the settings are declared.
import './lib/load-env.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { envExample, withSettings } from '../lib/platform/env'

const root = path.resolve(import.meta.dirname, '..')
const readme = path.join(root, 'README.md')
fs.writeFileSync(readme, withSettings(fs.readFileSync(readme, 'utf8')))
fs.writeFileSync(path.join(root, '.env.example'), envExample())
