import { DomainError } from '../errors'
import { OneAtATime, TooManyWaitError } from '../shared/one-at-a-time'
import { asWritten } from './markdown/as-written'
import { type Rendered, renderText } from './rendering'

/** Previews that may wait in one process; each takes two seconds of a processor at most, and hardly any a tenth. */
const waitingMax = 20

/** One thread of the pool stays free for pages, however many preview at once. */
const lane = new OneAtATime(waitingMax)

/** HTML of a text while it is written. @throws DomainError `unavailable` while too many others preview. */
export async function previewText(markdown: string): Promise<Rendered> {
  try {
    const rendered = await lane.run(() => renderText(markdown))
    if (rendered.outcome === 'formatted') return rendered
    const html = `<p>This text takes too long to format. It is shown as it is written:</p>${asWritten(markdown)}`
    return { ...rendered, html }
  } catch (error) {
    if (error instanceof TooManyWaitError) throw new DomainError('unavailable', 'Many people preview just now. Try again in a moment.')
    throw error
  }
}
