import { escapeHtml, replaceInHtml } from '../content'
import { fullDate, urls } from '../shared'
import type { Source } from './read-sources'

/** Sources of one page in the order of its text. Only those that its reader may see have a letter, so that no gap tells of another. */
export class ShownSources {
  private count = 0
  private readonly places = new Map<string, number>()

  /** `unseen` is what stands for a source that the reader does not see: nothing, or null for what is written. */
  constructor(
    private readonly seen: ReadonlyMap<string, Source>,
    private readonly unseen: '' | null = '',
  ) {}

  /** Returns HTML of a text with a letter at each source, and the notes behind the paragraph. What the reader may not see leaves no trace. */
  show(html: string): string {
    return blocksOf(html)
      .map((block) => this.showBlock(block))
      .join('')
  }

  private showBlock(block: string): string {
    const notes: string[] = []
    const letters = new Map<string, string>()
    const text = replaceInHtml(block, ({ label, title }) => {
      const place = this.places.get(label) ?? 0
      this.places.set(label, place + 1)
      const source = this.seen.get(label)
      if (!source) return this.unseen
      const known = letters.get(label)
      const letter = known ?? letterOf(this.count++)
      if (known === undefined) {
        letters.set(label, letter)
        notes.push(noteOf(source, { letter, title, isChanged: source.states[place] === 'changed' }))
      }
      return `<a class="ev" href="#page_e-${letter}" aria-label="Source ${letter}">${letter}</a>`
    })
    return notes.length === 0 ? text : `<div class="cited">${text}<div class="side-notes">${notes.join('')}</div></div>`
  }
}

type Note = { letter: string; title: string | null; isChanged: boolean }

function noteOf(source: Source, { letter, title, isChanged }: Note): string {
  const warn = isChanged ? ' <b class="warn">Changed since it was cited</b>' : ''
  return `<div class="side-note" id="page_e-${letter}"><b>${letter}</b><span>${wordsOf(source, title)}${warn}</span></div>`
}

function wordsOf(source: Source, title: string | null): string {
  const { kind, address, author, revision, accepted, citedAt } = source
  const link = (words: string, rel = '') => `<a href="${escapeHtml(address)}"${rel} dir="auto">${escapeHtml(words)}</a>`
  const by = author ? `, by <a href="${escapeHtml(urls.person(author.name))}" dir="auto">${escapeHtml(author.displayName)}</a>` : ''
  const at = revision === null ? '' : `, <span class="nw">revision ${revision}</span>`
  if (kind === 'outside') {
    const asOf = citedAt ? `, as of <span class="nw">${escapeHtml(fullDate(citedAt))}</span>` : ''
    return `${link(title ?? shortAddress(address), ' rel="nofollow noopener"')}${asOf}`
  }
  if (kind === 'reply')
    return `${link(`Reply ${source.number}`)} in “<bdi>${escapeHtml(source.title ?? '')}</bdi>”${by}${at}${accepted ? ', accepted' : ''}`
  return `${link(source.title ?? '')}${by}${at}`
}

/** An address as a reader knows it: without what every address begins with. */
export function shortAddress(address: string): string {
  return address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '')
}

/** a to z, then aa. */
function letterOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26))
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter
}

const tag = /<(\/?)([a-z][a-z0-9]*)(?:\s+[a-z-]+(?:="[^"]*")?)*\s*\/?>/gi
const voids = new Set(['br', 'col', 'hr', 'img', 'input', 'wbr'])

/** Cuts HTML of lib/content into its blocks: elements of the first level, with what is before them. */
function blocksOf(html: string): string[] {
  const blocks: string[] = []
  let [depth, from] = [0, 0]
  for (const { 0: written, 1: close, 2: name = '', index } of html.matchAll(tag)) {
    if (voids.has(name.toLowerCase())) continue
    depth += close ? -1 : 1
    if (depth > 0) continue
    blocks.push(html.slice(from, index + written.length))
    from = index + written.length
  }
  return [...blocks, html.slice(from)]
}
