import { log, messageOf } from '../platform/log'
import { type DiffBlock, wholeTexts } from './diff-blocks'
import { CutOffError, contentPool } from './pool/content-pool'

/** Compares two Markdown texts by paragraph, and changed paragraphs by word. If that takes too long, returns both texts whole. */
export async function compareTexts(before: string, after: string): Promise<DiffBlock[]> {
  if (before === after) return [{ kind: 'same', text: before }]
  try {
    return await contentPool().run('compare', { before, after })
  } catch (error) {
    if (!(error instanceof CutOffError)) log('warn', 'texts not compared', { error: messageOf(error) })
    return wholeTexts(before, after)
  }
}
