'use client'

import { type MouseEvent, useState } from 'react'

/**
 * Copies the address of a post, and says so until the reader turns to something else. Without scripts, and where the browser allows no
 * copying, it is a link to that address.
 */
export function CopyLink({ href, className }: { href: string; className: string }) {
  const [copied, setCopied] = useState(false)

  function copy(event: MouseEvent<HTMLAnchorElement>) {
    if (!navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigator.clipboard.writeText(event.currentTarget.href).then(
      () => setCopied(true),
      () => window.location.assign(href),
    )
  }

  const forget = () => setCopied(false)

  return (
    <a className={`${className} copy-link`} href={href} onClick={copy} onPointerLeave={forget} onBlur={forget}>
      <span aria-live="polite">{copied ? 'Copied' : 'Copy link'}</span>
    </a>
  )
}
