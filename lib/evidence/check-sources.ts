import { citationsIn } from '../content'
import { authorize, type Viewer } from '../identity/viewer'
import { Visibility } from '../platform/db'
import { readSources, type Source } from './read-sources'
import { nameOf } from './say-sources'

/** A source of a text that an editor is writing. `source` is null where the address leads to nothing that can be cited. */
export type CheckedSource = { label: string; name: string; source: Source | null; isRestricted: boolean }

const strictness = Object.values(Visibility)

/**
 * Returns the sources of a text that is to be read by those who may see `visibility`, each once, in order. `isRestricted`: not all of these
 * readers may see it. @throws DomainError `forbidden`.
 */
export async function checkSources(
  viewer: Viewer,
  answerId: number,
  text: { body: string; visibility: Visibility },
): Promise<CheckedSource[]> {
  authorize(viewer, 'answer.write')
  const marks = new Map(citationsIn(text.body).map((mark) => [mark.label, mark]))
  const { seen } = await readSources(viewer, answerId, [...marks.keys()])
  return [...marks.values()].map(({ label, title }) => {
    const source = seen.get(label) ?? null
    const isRestricted = source?.visibility != null && strictness.indexOf(source.visibility) > strictness.indexOf(text.visibility)
    return { label, name: source ? nameOf(source, title) : label, source, isRestricted }
  })
}
