import { DomainError } from '../platform/errors'
import { OneAtATime, TooManyWaitError } from '../shared'
import { asWritten } from './markdown/as-written'
import { type Rendered, renderText } from './rendering'

/** Previews that may wait in one process. Each takes at most two seconds of processor time, and most less than a tenth. */
const waitingMax = 20

/** One thread of the pool stays free for pages, however many people preview. */
const lane = new OneAtATime(waitingMax)

/** People who wait for a preview in this process. Each may have one, so that nobody fills the queue alone. */
const waiting = new Set<string>()

/**
 * Returns the HTML of a text that `who` is writing. @throws DomainError `unavailable` while another preview of theirs is made,
 * or if too many others wait.
 */
export async function previewText(who: string, markdown: string): Promise<Rendered> {
  if (waiting.has(who)) throw new DomainError('unavailable', 'Your last preview is still being made.')
  waiting.add(who)
  try {
    const rendered = await lane.run(() => renderText(markdown))
    if (rendered.outcome === 'formatted') return rendered
    if (rendered.outcome === 'failed') throw new DomainError('unavailable', 'The preview is not ready just now. Your text is still here.')
    const html = `<p>This text takes too long to format. It is shown as it is written:</p>${asWritten(markdown)}`
    return { ...rendered, html }
  } catch (error) {
    if (error instanceof TooManyWaitError) throw new DomainError('unavailable', 'Many people preview just now. Try again in a moment.')
    throw error
  } finally {
    waiting.delete(who)
  }
}
