import { createHash } from 'node:crypto'

const inlineScript = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g

/**
 * The Content-Security-Policy of a finished page. Next writes its data as inline scripts; each is allowed by its digest,
 * computed once when the page is stored, so that no script of another's making can run and pages stay cached whole.
 */
export function contentSecurityPolicy(html: string): string {
  const digests = new Set<string>()
  for (const [, attributes, code] of html.matchAll(inlineScript)) {
    // Data such as JSON-LD is not run and needs no permission.
    if (/type="application\/(ld\+)?json"/.test(attributes ?? '')) continue
    digests.add(
      `'sha256-${createHash('sha256')
        .update(code ?? '')
        .digest('base64')}'`,
    )
  }
  return [
    "default-src 'self'",
    `script-src 'self' ${[...digests].join(' ')}`.trim(),
    "style-src 'self'",
    "img-src 'self' https: http: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Headers of every answer. */
export const securityHeaders: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
}
