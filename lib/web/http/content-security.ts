import { createHash, randomBytes } from 'node:crypto'

/** Marks Next's own scripts while a page is made. New for every rendering, so that no text can contain it. */
export function newNonce(): string {
  return randomBytes(18).toString('base64url')
}

/**
 * Returns a finished page without its nonce, and its policy. Next wrote the nonce on its own scripts. The policy allows each of those that
 * are inline by its digest, and no other script, whatever it looks like and wherever it comes from. Without the nonce, the page can be
 * cached and shown to many.
 */
export function sealPage(made: Buffer, nonce: string): { body: Buffer; policy: string } {
  // All that is looked for is ASCII. One character for each byte is read and written in a quarter of the time that UTF-8 takes.
  // Next's data repeats the nonce for scripts that are loaded later. They need none, because files of ours are allowed.
  const page = made.toString('latin1').replaceAll(`\\"nonce\\":\\"${nonce}\\"`, '\\"nonce\\":\\"$undefined\\"')
  const digests = new Set<string>()
  for (const [, code] of page.matchAll(inlineScript(nonce))) digests.add(`'sha256-${digestOf(code ?? '')}'`)
  return { body: Buffer.from(page.replaceAll(` nonce="${nonce}"`, ''), 'latin1'), policy: policyOf([...digests]) }
}

// Next writes the nonce first. The pattern ends a script where a browser does: at the first end tag.
function inlineScript(nonce: string): RegExp {
  return new RegExp(`<script nonce="${nonce}"(?: id="[\\w-]*")?>([\\s\\S]*?)</script>`, 'g')
}

function digestOf(bytes: string): string {
  return createHash('sha256').update(bytes, 'latin1').digest('base64')
}

// React and Next's tools need more during development. No reader sees such a page.
const forTools =
  process.env.NODE_ENV === 'development' ? { script: " 'unsafe-eval'", style: " 'unsafe-inline'" } : { script: '', style: '' }

function policyOf(digests: string[]): string {
  return [
    "default-src 'self'",
    [`script-src 'self'${forTools.script}`, ...digests].join(' '),
    `style-src 'self'${forTools.style}`,
    "img-src 'self' https: http: data:",
    "font-src 'self'",
    "connect-src 'self'",
    // The proof of work of sign-up is asked for and done here; no other site takes part.
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
