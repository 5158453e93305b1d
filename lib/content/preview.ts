import { DomainError } from '../platform/errors'
import { OneAtATime, TooManyWaitError } from '../shared'
import { asWritten } from './markdown/as-written'
import { type Rendered, renderText } from './rendering'

/** Previews that may wait in one process; each takes two seconds of a processor at most, and hardly any a tenth. */
const waitingMax = 20

/** One thread of the pool stays free for pages, however many preview at once. */
const lane = new OneAtATime(waitingMax)

/** Who waits for a preview in this process: one at a time, so that nobody fills the lane alone. */
const waiting = new Set<string>()

/**
 * HTML of a text while `who` writes it. @throws DomainError `unavailable` while another preview of theirs is made, or too many
 * others wait.
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
