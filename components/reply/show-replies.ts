import { addCopyButtons } from '@/components/shell/copy-buttons'
import { localiseTimes } from '@/components/shell/local-times'

/** Returns the number of a reply's element; 0 is the opening. */
export const numberOfPost = ({ id }: Element) => Number(/^r(\d+)$/.exec(id)?.[1] ?? 0)

/** Returns the highest number of a reply that this page shows. */
export const lastShown = () => Math.max(0, ...[...document.querySelectorAll('article.post')].map(numberOfPost))

/**
 * Puts replies of the thread's page at `address` here, and its number of replies above them. They are the markup of that page, which is
 * kept for everyone anyway: so they look and link like all others, and no second template is needed. What scripts add to posts is
 * missing: their links lead to the pages that do the same. @throws if the page can't be read.
 */
export async function showReplies(news: Element | null, address: string, isWanted: (number: number) => boolean): Promise<HTMLElement[]> {
  const response = await fetch(address)
  if (!response.ok || !news) throw new Error('The page of the replies can’t be read.')
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const added = [...page.querySelectorAll<HTMLElement>('article.post')]
    .filter((post) => isWanted(numberOfPost(post)) && !document.getElementById(post.id))
    .map((post) => document.importNode(post, true))
  news.append(...added)
  renewHead(page, news)
  localiseTimes()
  addCopyButtons()
  return added
}

/** Only words are renewed: within the heading are parts that React looks after. */
function renewHead(page: Document, news: Element): void {
  const head = page.querySelector('.replies-head')
  if (!head) return
  const shown = document.querySelector('.replies-head h2')
  if (shown) shown.textContent = head.querySelector('h2')?.textContent ?? shown.textContent
  else news.prepend(document.importNode(head, true))
}
