import { createHash } from 'node:crypto'
import { type DefaultTreeAdapterMap, parse } from 'parse5'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

/** What a page tells that must survive an update: facts, not the words around them, which may change. */
export type PageFacts = {
  heading: string
  /** Addresses and words of links to content, in order. */
  links: string[]
  /** Dates, in order. */
  times: string[]
  /** Figures outside of posts and dates, in order: counters among them. */
  figures: string
  /** Where in the page other pages may lead to. */
  places: string[]
  /** A digest of the words of each post. */
  posts: string[]
}

const content =
  /^\/(threads\/\d+\/(?!edit$|history$|judge$|mine$|related$|reply$|posts\/)[^?]+|(answers|topics|tags|people|uploads)\/[^?]+)(\?page=\d+)?$/
const steps = /[?&](after|before|page)=/
const silent = new Set(['script', 'style', 'template', 'svg', 'form', 'select'])
/** Parts that pages did not have then, by the heading that labels them: the answers that the person of a profile wrote. */
const added = new Set(['written-answers'])
const headings = new Set(['h2', 'h3', 'h4', 'article'])

/** Reads the facts out of the main part of a page. */
export function pageFacts(html: string): PageFacts {
  const facts: PageFacts = { heading: '', links: [], times: [], figures: '', places: [], posts: [] }
  const main = find(parse(html), 'main')
  const figures: string[] = []
  const visit = (node: Node): void => {
    if (node.nodeName === '#text') figures.push(...((node as DefaultTreeAdapterMap['textNode']).value.match(/\d+(?:[.,]\d+)*/g) ?? []))
    if (!('childNodes' in node)) return
    const element = node as Element
    if (silent.has(element.nodeName) || added.has(attribute(element, 'aria-labelledby'))) return
    if (element.nodeName === 'time') return void facts.times.push(attribute(element, 'datetime'))
    if (element.nodeName === 'h1' && !facts.heading) facts.heading = textOf(element)
    if (element.nodeName === 'a') noteLink(facts, element)
    const id = attribute(element, 'id')
    // Ids that begin with an underscored word are those of the page itself.
    if (id && headings.has(element.nodeName) && !/^[a-z]+_|-title$/.test(id)) facts.places.push(id)
    if (/(^| )(body|prose)( |$)/.test(attribute(element, 'class'))) return void facts.posts.push(digestOf(textOf(element)))
    element.childNodes.forEach(visit)
  }
  if (main) visit(main)
  facts.figures = figures.join(' ')
  return facts
}

function noteLink(facts: PageFacts, link: Element): void {
  const href = attribute(link, 'href')
  if (content.test(href)) facts.links.push(href.includes('#') || href.includes('?') ? href : `${href} ${textOf(link)}`)
  else if (href.startsWith('/') && steps.test(href)) facts.links.push(href)
}

/** Visible words, however they are broken into lines. */
export function textOf(node: Node): string {
  const words: string[] = []
  const visit = (each: Node): void => {
    if (each.nodeName === '#text') words.push((each as DefaultTreeAdapterMap['textNode']).value)
    else if ('childNodes' in each && !silent.has(each.nodeName)) each.childNodes.forEach(visit)
  }
  visit(node)
  return words.join('').replace(/\s+/g, ' ').trim()
}

function attribute(element: Element, name: string): string {
  return element.attrs?.find((each) => each.name === name)?.value ?? ''
}

function find(node: Node, name: string): Node | null {
  if (node.nodeName === name) return node
  for (const child of 'childNodes' in node ? node.childNodes : []) {
    const found = find(child, name)
    if (found) return found
  }
  return null
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 8)
