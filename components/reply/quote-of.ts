import { escapeMarkdown } from '@/components/editor/escape-markdown'
import { urls } from '@/lib/shared'
import type { Asked, ThreadHere } from './reply-here-props'
import { numberOfPost } from './show-replies'

/** Returns what the selection says as a quotation in Markdown, with its author and a link to it. */
export async function quoteOf(thread: ThreadHere, { range, post }: { range: Range; post: HTMLElement }): Promise<Asked> {
  const number = numberOfPost(post)
  const author = post.querySelector('.by b')?.textContent?.trim() || 'Someone'
  const place = number > 0 ? urls.replyPlace(thread, number) : urls.thread(thread)
  return { to: number, quote: quotation(await markdownOf(range), `[${escapeMarkdown(author)}](${place}) wrote:`) }
}

/** Returns a text as a quotation under a line that says whose it is. */
export function quotation(text: string, says: string): string {
  return `${says}\n\n${text.replace(/^/gm, '> ').replace(/^> $/gm, '>')}`
}

async function markdownOf(range: Range): Promise<string> {
  const plain = range.toString().trim()
  const loaded = await import('@/components/editor/html-to-markdown').catch(() => null)
  return loaded?.htmlToMarkdown(htmlOf(range)) || plain
}

/** Code is code, also where only a part of it is selected. What scripts put into the page is no text of the post. */
function htmlOf(range: Range): string {
  const { commonAncestorContainer: within } = range
  const code = (within instanceof Element ? within : within.parentElement)?.closest('pre, code')
  const box = document.createElement('div')
  const copy = range.cloneContents()
  if (!code) box.append(copy)
  else {
    const isBlock = code.closest('pre') !== null
    const inner = document.createElement('code')
    inner.append(copy)
    if (isBlock) {
      const pre = document.createElement('pre')
      pre.append(inner)
      box.append(pre)
    } else box.append(inner)
  }
  for (const each of box.querySelectorAll('button, .lang')) each.remove()
  return box.innerHTML
}
