import { createHash } from 'node:crypto'
import { lettersIn, linksIn } from './links-in'

export type WrittenPost = { title: string; body: string }

/** From so many links on, each needs this many letters around it: about fifteen words of a Latin script, or a short sentence of Chinese. */
const linksMin = 2
const lettersPerLink = 80
/** Shorter texts repeat by chance: "Thank you, that works!" */
const repeatedLettersMin = 60

/** Whether a post is little but links, or has one in its title. */
export function isMostlyLinks({ title, body }: WrittenPost, ownHost: string): boolean {
  if (linksIn(title, ownHost).length > 0) return true
  const links = linksIn(body, ownHost).length
  return links >= linksMin && lettersIn(body) < links * lettersPerLink
}

/** What is looked for in other posts of new accounts, as digests: the text, if it is long enough, and each of its links. */
export type PostTraces = { text: Buffer | null; links: Buffer[] }

/** Returns what is remembered of a post, to recognise it in another. Case, spaces and signs make no difference. */
export function tracesOf({ title, body }: WrittenPost, ownHost: string): PostTraces {
  const letters =
    body
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}]/gu) ?? []
  return {
    text: letters.length >= repeatedLettersMin ? digestOf(`text ${letters.join('')}`) : null,
    links: linksIn(`${title} ${body}`, ownHost).map((key) => digestOf(`link ${key}`)),
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, 16)
}
