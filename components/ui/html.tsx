import { createElement, type ReactNode } from 'react'
import { withIds } from '@/lib/shared'
import { keepHtml } from '@/lib/web/http'
import { htmlOf } from './html-of'
import { type PieceOfHtml, SentOnce } from './sent-once'

type Props = { html: string; className?: string; ids: string; places?: ReadonlySet<string> }

/**
 * HTML that lib/content has made of Markdown and sanitised. Its ids begin with `ids`, which is different for each text of a page; `places`
 * are anchors of the page that it may link to.
 */
export function Html({ html, ids, places, ...attributes }: Props) {
  return <Once as="div" {...attributes} dir="auto" html={withIds(html, ids, { places })} />
}

/**
 * A part of a page that no script changes through React, as one piece of HTML. React would describe each of its tags once for the browser
 * and once for itself; for a list, that is most of what a page costs. Client Components can't be within it.
 */
export function StaticHtml({ children, ...attributes }: PieceOfHtml & { children: ReactNode }) {
  return <Once {...attributes} html={htmlOf(children)} />
}

function Once({ html, ...piece }: PieceOfHtml & { html: string }) {
  const part = keepHtml(html)
  if (part !== null) return <SentOnce {...piece} part={part} />
  const { as, ...attributes } = piece
  const tag: string = as
  return createElement(tag, { ...attributes, dangerouslySetInnerHTML: { __html: html } })
}

/** Data for search engines. `<` is escaped, so that no text in it can end the script. */
export function JsonLd({ data }: { data: object }) {
  return <Once as="script" type="application/ld+json" html={JSON.stringify(data).replace(/</g, '\\u003c')} />
}
