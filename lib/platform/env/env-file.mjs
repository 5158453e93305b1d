// Reads .env. Plain JavaScript: the scripts of bin/ read it before anything is installed. Decision 0025 says why it is our own.
import fs from 'node:fs'
import path from 'node:path'

/** Says which line of which file is wrong and why. */
export class EnvFileError extends Error {}

const named = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=[^\S\n]*/
/** In double quotes, as Docker Compose reads them. Anything else after a backslash stays as it is. */
const escapes = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' }

/**
 * Names and values of an .env file, with the line of each. It is read as Docker Compose reads it, except that $NAME is not replaced.
 * @param {string} text
 * @param {string} file how messages name it
 * @returns {Map<string, { value: string, line: number }>}
 * @throws EnvFileError at the first line that is neither empty, a comment nor NAME=value.
 */
export function parseEnvFile(text, file) {
  const found = new Map()
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  for (let at = 0; at < lines.length; at++) {
    const first = at
    const fail = (what) => {
      throw new EnvFileError(`${file}, line ${first + 1}: ${what}`)
    }
    if (/^\s*(#|$)/.test(lines[at])) continue
    const start = named.exec(lines[at])
    if (!start) fail('expected NAME=value, a comment that begins with #, or an empty line.')
    const [, name] = start
    if (found.has(name)) fail(`${name} is set on line ${found.get(name).line} already.`)
    let rest = lines[at].slice(start[0].length)
    const quote = rest[0]
    if (quote !== '"' && quote !== "'") {
      // Compose takes it as the value, most people as a comment.
      if (quote === '#') fail(`the value of ${name} begins with #: put it into single quotes, or a comment on a line of its own.`)
      found.set(name, { value: rest.replace(/\s#.*$/, '').trim(), line: first + 1 })
      continue
    }
    rest = rest.slice(1)
    let end = closing(rest, quote)
    // A value in quotes may go on over several lines.
    while (end < 0 && at + 1 < lines.length) {
      rest += `\n${lines[++at]}`
      end = closing(rest, quote)
    }
    if (end < 0) fail(`the quote ${quote} before the value of ${name} is never closed.`)
    if (!/^\s*(#.*)?$/.test(rest.slice(end + 1))) fail(`there is text after the closing quote of ${name}.`)
    found.set(name, { value: unquote(rest.slice(0, end), quote), line: first + 1 })
  }
  return found
}

/** Where the closing quote is, or -1. */
function closing(text, quote) {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === quote) return i
  }
  return -1
}

function unquote(text, quote) {
  if (quote === "'") return text.replace(/\\'/g, "'")
  return text.replace(/\\(.)/g, (all, c) => escapes[c] ?? all)
}

/**
 * Adds what .env in `folder` sets to the environment of this process. A variable that is set already wins, also one that is set to
 * nothing. `CAIRN_ENV_FILE` names another file, or is `off`; processes that this one starts, wherever they run, read the same. Without a
 * file nothing happens.
 * @param {string} folder
 * @param {Record<string, string | undefined>} [env]
 * @throws EnvFileError if the file can’t be read or is not well formed.
 */
export function loadEnvFile(folder, env = process.env) {
  const given = env.CAIRN_ENV_FILE
  if (given === 'off') return
  const file = given ? path.resolve(given) : path.join(folder, '.env')
  const shown = given ?? '.env'
  let text
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT' && !given) return
    throw new EnvFileError(`${shown} can’t be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`)
  }
  /** @type {Record<string, string>} */
  const places = {}
  if (given) env.CAIRN_ENV_FILE = file
  for (const [name, { value, line }] of parseEnvFile(text, shown)) {
    if (name === 'CAIRN_ENV_FILE') throw new EnvFileError(`${shown}, line ${line}: CAIRN_ENV_FILE names this file, and can’t be set in it.`)
    env[name] ??= value
    if (env[name] === value) places[name] = `${shown}, line ${line}`
  }
  // Messages about a wrong value name the line: lib/platform/env/env.ts.
  globalThis[Symbol.for('cairn.env-places')] = places
}
