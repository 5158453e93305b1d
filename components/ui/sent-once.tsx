'use client'
import { createElement, type HTMLAttributes } from 'react'

type Tag = 'div' | 'fieldset' | 'ol' | 'script' | 'table'
export type PieceOfHtml = { as: Tag; type?: string } & Pick<HTMLAttributes<HTMLElement>, 'className' | 'dir' | 'role' | 'aria-labelledby'>

/**
 * HTML that a page holds once. Next sends what React needs to know of a page beside the page: of this component, the number of its HTML
 * alone. React leaves HTML that came with the page as it is. Should it ever have to write the page again, because something changed the
 * page before React knew it, the HTML is taken from the page.
 */
export function SentOnce({ as, part, ...attributes }: PieceOfHtml & { part: number }) {
  const html = typeof document === 'undefined' ? ofServer(part) : ofPage(part)
  const tag: string = as
  return createElement(tag, { ...attributes, 'data-part': part, suppressHydrationWarning: true, dangerouslySetInnerHTML: { __html: html } })
}

/** lib/web/http/html-parts.ts says where it is. */
function ofServer(part: number): string {
  const htmlPart: (part: number) => string = Reflect.get(globalThis, Symbol.for('cairn.html-part'))
  return htmlPart(part)
}

/** As it came: React may ask again when the element is gone. */
const came = new Map<number, string>()

function ofPage(part: number): string {
  let html = came.get(part)
  if (html === undefined) {
    html = document.querySelector(`[data-part="${part}"]`)?.innerHTML ?? ''
    came.set(part, html)
  }
  return html
}
