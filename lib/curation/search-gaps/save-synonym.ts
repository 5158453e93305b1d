import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { countSynonyms, deleteSynonym, forgetSynonyms, listSynonyms, type SearchSynonym, synonymsMax, writeSynonym } from '../../search'
import { storable } from '../../shared'

const wordsLengthMax = 100

/** Returns all search synonyms. @throws DomainError `forbidden` unless an editor. */
export async function readSynonyms(viewer: Viewer): Promise<SearchSynonym[]> {
  authorize(viewer, 'search.synonyms')
  return listSynonyms()
}

type SaveSynonym = { id: number | null; words: string; means: string; bothWays: boolean }

/**
 * Adds words that count as others in searches, or changes those of a number. What is there already stays.
 * @throws DomainError `forbidden`, `not_found`, `invalid` with the field, `conflict` for more than there may be.
 */
export async function saveSynonym(viewer: Viewer, input: SaveSynonym): Promise<void> {
  await transaction((tx) => saveSynonymIn(tx, viewer, input))
  forgetSynonyms()
}

/** As `saveSynonym()`, in the caller's transaction, which calls `forgetSynonyms()` when it has ended. */
export async function saveSynonymIn(tx: Db, viewer: Viewer, { id, bothWays, ...input }: SaveSynonym): Promise<void> {
  authorize(viewer, 'search.synonyms')
  const [words, means] = [wordsIn(input.words, 'words'), wordsIn(input.means, 'means')]
  if (words === means) throw new DomainError('invalid', 'These are the same words.', 'means')
  if (id === null && (await countSynonyms(tx)) >= synonymsMax)
    throw new DomainError('conflict', `There are ${synonymsMax} search synonyms, and no more can be kept.`)
  const written = await writeSynonym(tx, { id, words, means, bothWays })
  if (written === null && id !== null) throw new DomainError('conflict', 'It is gone, or another has these words.', 'words')
  if (written === null) return
  const says = `“${words}” ${bothWays ? 'and' : 'finds'} “${means}”`
  await recordAudit(tx, viewer, { action: id === null ? 'synonym.add' : 'synonym.change', reason: says })
}

/** Removes a search synonym. Nothing happens where it is gone. @throws DomainError `forbidden`. */
export async function removeSynonym(viewer: Viewer, id: number): Promise<void> {
  authorize(viewer, 'search.synonyms')
  await transaction(async (tx) => {
    const gone = await deleteSynonym(tx, id)
    if (gone) await recordAudit(tx, viewer, { action: 'synonym.remove', reason: `“${gone.words}”, “${gone.means}”` })
  })
  forgetSynonyms()
}

function wordsIn(typed: string, field: string): string {
  const words = storable(typed).normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
  if (!/[\p{L}\p{N}]/u.test(words)) throw new DomainError('invalid', 'Both sides need words.', field)
  if (words.length > wordsLengthMax) throw new DomainError('invalid', `These are more than ${wordsLengthMax} characters.`, field)
  return words
}
