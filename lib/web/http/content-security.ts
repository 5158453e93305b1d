import { createHash, randomBytes } from 'node:crypto'

/** What marks Next's own scripts while a page is made. New for every rendering, so that no text can have known it. */
export function newNonce(): string {
  return randomBytes(18).toString('base64url')
}

/**
 * A finished page without its nonce, and the policy that goes with it. Next wrote the nonce on its own scripts; each inline one
 * of them is allowed by its digest, and no other script, whatever it looks like and wherever it comes from. Without the nonce
 * the page can be kept and shown to many.
 */
export function sealPage(html: string, nonce: string): { html: string; policy: string } {
  // Next's data repeats the nonce for scripts that come later. They need none: files of ours are allowed as such.
  const page = html.replaceAll(`\\"nonce\\":\\"${nonce}\\"`, '\\"nonce\\":\\"$undefined\\"')
  const digests = new Set<string>()
  for (const [, code] of page.matchAll(inlineScript(nonce))) digests.add(`'sha256-${digestOf(code ?? '')}'`)
  return { html: page.replaceAll(` nonce="${nonce}"`, ''), policy: policyOf([...digests]) }
}

// Next writes the nonce first. The browser ends a script where this does: at the first end tag.
function inlineScript(nonce: string): RegExp {
  return new RegExp(`<script nonce="${nonce}"(?: id="[\\w-]*")?>([\\s\\S]*?)</script>`, 'g')
}

function digestOf(code: string): string {
  return createHash('sha256').update(code).digest('base64')
}

// React and the tools of Next need more while one works on the code. Nobody else sees such a page.
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
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
