import { withIds } from '@/lib/shared'

type Props = { html: string; className?: string; ids: string; places?: ReadonlySet<string> }

/** Like `Html`, for what is made after the page has come: the preview of a text. */
export function PreviewHtml({ html, className, ids, places }: Props) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: lib/content has sanitised it.
  return <div className={className} dir="auto" dangerouslySetInnerHTML={{ __html: withIds(html, ids, { places }) }} />
}
