import type { Setting } from './setting'
import { groups } from './settings'

const begin = '<!-- Written by `npm run settings` from lib/platform/env/settings. -->'
const end = '<!-- End of the settings. -->'

/** Returns README.md with its table of settings as they are declared. @throws if the marks around the table are missing. */
export function withSettings(readme: string): string {
  const [before, rest] = readme.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`README.md must have the lines ${begin} and ${end}`)
  return `${before}${begin}\n\n${settingsTable()}\n${end}${after}`
}

function settingsTable(): string {
  const lines = ['| variable | default | what it is |', '| --- | --- | --- |']
  for (const { title, settings } of groups) {
    lines.push(`| **${title}** | | |`)
    for (const [name, setting] of Object.entries(settings)) {
      if (setting.setIn !== 'supervisor') lines.push(`| \`${name}\` | ${setting.unset ?? defaultOf(setting)} | ${setting.about} |`)
    }
  }
  return `${lines.join('\n').replaceAll('|  |', '| |')}\n`
}

/** Returns the whole of .env.example. */
export function envExample(): string {
  const parts = [introduction]
  for (const { title, settings } of groups) {
    const shown = Object.entries(settings).filter(([, { setIn }]) => setIn === undefined)
    parts.push(`# ---- ${title}\n\n${shown.map(([name, setting]) => inExample(name, setting)).join('\n')}`)
  }
  return [...parts, ofCompose].join('\n')
}

const introduction = `# Settings of Cairn. Copy this file to .env and take the # away from the lines you want to change.
# Variables that are set in the environment win over this file. docker-compose.yml reads the same file.
# Put a value that holds #, $, quotes or line breaks into single quotes.
# Written by \`npm run settings\` from lib/platform/env/settings.
`

/** Only docker-compose.yml reads it. */
const ofCompose = `# ---- For docker-compose.yml alone

# Password of the database that it starts.
# POSTGRES_PASSWORD=
`

function inExample(name: string, { about, unset, example, setByCompose, ...setting }: Setting): string {
  const sentences = [capital(about), unset && `Not set: ${unset}.`, setByCompose && 'docker-compose.yml sets it.']
  const value = example ?? defaultOf(setting)
  return `${comment(sentences.filter(Boolean).join(' '))}\n# ${name}=${/[\s<>#$'"]/.test(value) ? `'${value}'` : value}\n`
}

/** Breaks a text into lines of at most 120 characters. */
function comment(text: string): string {
  return `# ${text.replace(/(.{1,118})(?:\s+|$)/g, '$1\n# ').slice(0, -3)}`
}

/** Returns the value that the schema gives, as one would write it; empty if it gives none. */
function defaultOf({ schema }: Pick<Setting, 'schema'>): string {
  return String(schema.parse(undefined) ?? '')
}

function capital(sentence: string): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}
