import { pageOfReply, urls } from '@/lib/shared'

/**
 * Goes to the page of the thread that shows the reply in the address's fragment, which no server is told of. A hidden reply, or one that is
 * not there, leads nowhere.
 */
export function followReply(): void {
  const newest = Number(document.querySelector<HTMLElement>('[data-newest-reply]')?.dataset.newestReply ?? 0)
  const [, id, slug] = /^\/threads\/(\d+)\/([^/]+)$/.exec(location.pathname) ?? []
  const number = Number(location.hash.slice(2))
  const shown = pageOfReply(Number(new URLSearchParams(location.search).get('from') ?? 1))
  if (!id || !slug || number < 1 || number > newest || pageOfReply(number) === shown) return
  location.replace(urls.reply({ id: Number(id), slug: decodeURIComponent(slug) }, number))
}
