import { storable, withoutSecrets } from '../../shared'

/** Goes up with every change of what is masked: rows that are logged already are then masked again. */
export const maskVersion = 1

/** What stands in place of something private. It is no word, so that queries that differ in it alone are the same. */
export const maskSign = '•••'

const address = /[\p{L}\p{N}._%+~-]+(?:@|%40)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}/giu
/** Keys of well-known services, by how they begin; tokens of the web (JWT); identifiers of sessions and devices (UUID). */
const knownTokens = [
  /\beyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)?/g,
  /\b(?:gh[opsur]|github_pat|glpat|npm|xox[abeoprs]|sk|pk|rk|hf|shp(?:at|ss|ca|pa)|ya29|SG|dop_v1)[-_.][\w.-]{14,}/g,
  /\b(?:A[KS]IA[A-Z0-9]{12,}|AIza[\w-]{20,})/g,
  /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi,
  /\b(?=[a-f]*\d)[0-9a-f]{24,}\b/gi,
  /-----BEGIN[\s\S]*/g,
]
/** What somebody names themselves: `password=…`, `Bearer …`. */
const named =
  /(\b(?:pass(?:word|wd|phrase|code)?|pwd|secret|(?:api|access|auth|private|secret)?[_-]?(?:key|token)|token|session(?:[_-]?id)?|authorization|pin)\b["']?(?:\s*=\s*|:(?=\S)|:\s+(?=\S*[\d!#$%&*+^~])))(?:["']?[^\s"'&]+)/giu
const bearer = /\b(bearer|basic)\s+[\w+/=.~-]{12,}/gi
/** Letters and digits in no order, as no name has them: they change often from one to the other. */
const run = /[A-Za-z0-9+/_=-]{16,}/g
const changesMin = 4
/**
 * Seven digits in a row that are no code in hexadecimal, or nine with signs between as in numbers of telephones, cards and accounts.
 */
const longNumber = /(?<!\b0x[\da-f]*)\p{Nd}{7,}|\+?\p{Nd}(?:[ \u00a0./()-]{0,2}\p{Nd}){8,}/giu

/**
 * Returns a query without mail addresses, passwords, keys, tokens and long numbers: nobody who reads what was searched for should read
 * these. The same text comes out of what was masked already.
 */
export function maskPrivate(query: string): string {
  let text = withoutSecrets(storable(query))
  for (const pattern of knownTokens) text = text.replace(pattern, maskSign)
  return text
    .replace(address, maskSign)
    .replace(bearer, `$1 ${maskSign}`)
    .replace(named, `$1${maskSign}`)
    .replace(run, (piece) => (looksRandom(piece) ? maskSign : piece))
    .replace(longNumber, maskSign)
}

function looksRandom(piece: string): boolean {
  return piece.split(/[/+_=-]+/).some((word) => word.length >= 12 && changesOf(word) >= changesMin)
}

/** How often letters and digits follow each other. */
function changesOf(word: string): number {
  return word.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g)?.length ?? 0
}
