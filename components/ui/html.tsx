/** HTML that lib/content has made of Markdown: sanitised there, and put into pages only through here. */
export function Html({ html, className }: { html: string; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the one place, see above.
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />
}

/** Data for search engines. `<` is escaped, so that no text in it can end the script. */
export function JsonLd({ data }: { data: object }) {
  const json = JSON.stringify(data).replace(/</g, '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with `<` escaped is inert.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
