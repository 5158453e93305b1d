import bash from '@shikijs/langs-precompiled/bash'
import c from '@shikijs/langs-precompiled/c'
import cpp from '@shikijs/langs-precompiled/cpp'
import css from '@shikijs/langs-precompiled/css'
import diff from '@shikijs/langs-precompiled/diff'
import html from '@shikijs/langs-precompiled/html'
import java from '@shikijs/langs-precompiled/java'
import javascript from '@shikijs/langs-precompiled/javascript'
import json from '@shikijs/langs-precompiled/json'
import kotlin from '@shikijs/langs-precompiled/kotlin'
import objectiveC from '@shikijs/langs-precompiled/objective-c'
import python from '@shikijs/langs-precompiled/python'
import sql from '@shikijs/langs-precompiled/sql'
import swift from '@shikijs/langs-precompiled/swift'
import typescript from '@shikijs/langs-precompiled/typescript'
import xml from '@shikijs/langs-precompiled/xml'
import yaml from '@shikijs/langs-precompiled/yaml'
import { createHighlighterCoreSync, type HighlighterCore } from 'shiki/core'
import { createJavaScriptRawEngine } from 'shiki/engine/javascript'

/** Longer blocks are logs; they stay plain. */
const highlightLengthMax = 20_000

// Colours here are marks: each stands for a class, so that pages carry no inline style and follow light and dark.
const classOfColour: Record<string, string> = {
  '#000001': 'tc',
  '#000002': 'tk',
  '#000003': 'ts',
  '#000004': 'ti',
  '#000005': 'td',
}

const theme = {
  name: 'cairn',
  type: 'light' as const,
  fg: '#000000',
  bg: '#ffffff',
  settings: [
    { settings: { foreground: '#000000' } },
    { scope: ['comment', 'punctuation.definition.comment'], settings: { foreground: '#000001' } },
    { scope: ['keyword', 'storage', 'entity.name.tag', 'meta.preprocessor keyword'], settings: { foreground: '#000002' } },
    { scope: ['keyword.operator'], settings: { foreground: '#000000' } },
    { scope: ['string', 'constant.numeric', 'constant.language', 'constant.character'], settings: { foreground: '#000003' } },
    { scope: ['markup.inserted'], settings: { foreground: '#000004' } },
    { scope: ['markup.deleted'], settings: { foreground: '#000005' } },
  ],
}

const aliases: Record<string, string> = {
  'obj-c': 'objective-c',
  objectivec: 'objective-c',
  plist: 'xml',
  svg: 'xml',
  xhtml: 'html',
  patch: 'diff',
  'c++': 'cpp',
  console: 'bash',
  'shell-session': 'bash',
  jsonc: 'json',
  tsx: 'typescript',
  jsx: 'javascript',
}

/** Names shown above a block, by grammar. */
const labels: Record<string, string> = {
  bash: 'Shell',
  c: 'C',
  cpp: 'C++',
  css: 'CSS',
  diff: 'Diff',
  html: 'HTML',
  java: 'Java',
  javascript: 'JavaScript',
  json: 'JSON',
  kotlin: 'Kotlin',
  'objective-c': 'Objective-C',
  python: 'Python',
  shellscript: 'Shell',
  sql: 'SQL',
  swift: 'Swift',
  typescript: 'TypeScript',
  xml: 'XML',
  yaml: 'YAML',
}

let highlighter: HighlighterCore | undefined

/** A run of code in one class; null is plain. */
export type CodeToken = { text: string; className: string | null }

/**
 * Code as lines of tokens with the label of its language, or null where the language is unknown or the block too long.
 */
export function highlight(code: string, language: string): { label: string; lines: CodeToken[][] } | null {
  if (code.length > highlightLengthMax) return null
  highlighter ??= createHighlighterCoreSync({
    themes: [theme],
    langs: [bash, c, cpp, css, diff, html, java, javascript, json, kotlin, objectiveC, python, sql, swift, typescript, xml, yaml],
    engine: createJavaScriptRawEngine(),
  })
  const wanted = language.toLowerCase()
  let grammar: string
  try {
    grammar = highlighter.getLanguage(aliases[wanted] ?? wanted).name
  } catch {
    return null
  }
  const name = aliases[wanted] ?? (wanted in labels ? wanted : grammar)
  const tokens = highlighter.codeToTokensBase(code, { lang: name, theme: 'cairn' })
  return {
    label: labels[name] ?? labels[grammar] ?? language,
    lines: tokens.map((line) => line.map(({ content, color }) => ({ text: content, className: classOfColour[color ?? ''] ?? null }))),
  }
}
