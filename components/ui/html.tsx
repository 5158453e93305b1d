import { withIds } from '@/lib/shared'

type Props = { html: string; className?: string; ids: string; places?: ReadonlySet<string> }

/**
 * HTML that lib/content has made of Markdown and sanitised. Only this component puts it into pages. Its ids begin with `ids`, which is
 * different for each text of a page; `places` are anchors of the page that it may link to.
 */
export function Html({ html, className, ids, places }: Props) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the one place, see above.
  return <div className={className} dir="auto" dangerouslySetInnerHTML={{ __html: withIds(html, ids, { places }) }} />
}

/** Data for search engines. `<` is escaped, so that no text in it can end the script. */
export function JsonLd({ data }: { data: object }) {
  const json = JSON.stringify(data).replace(/</g, '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with `<` escaped is inert.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
