import { checkedTags } from '../../community/tags'
import { authorize, type Viewer } from '../../identity/viewer'
import { moveWatches } from '../../notices/events'
import { type Db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { descriptionLengthMax, storable, tagNameOf } from '../../shared'
import { noteTagChange } from './note-tag-change'
import { taggedWith, withReindexOfTagged } from './reindex-tagged'

const synonymsMax = 50

export type SaveTag = { name?: string; description: string; synonyms: string[] }

/**
 * Sets a tag's name, what it says and which other names lead to it. An old name becomes a synonym, so that links to it go on leading here.
 * A synonym that is a tag itself is merged: its threads and answers get this tag.
 * @throws DomainError `forbidden`, `not_found`, `invalid` for what can't be a tag, `conflict` for a name of another tag.
 */
export function saveTag(viewer: Viewer, tagId: number, input: SaveTag): Promise<void> {
  return transaction((tx) => saveTagIn(tx, viewer, tagId, input))
}

/** As `saveTag()`, in the caller's transaction. */
export async function saveTagIn(tx: Db, viewer: Viewer, tagId: number, input: SaveTag): Promise<void> {
  authorize(viewer, 'admin.tags')
  const typed = input.synonyms.map(tagNameOf).filter(Boolean)
  const wanted = input.name === undefined ? null : nameOf(input.name, 'name')
  // Someone who gives or takes one of these tags is waited for, and waits: what is counted here is all there is.
  await tx.$queryRaw`select 1 from tag where id = ${tagId} or name = any(${[wanted ?? '', ...typed]}) order by id for update`
  const before = await tx.tag.findUnique({ where: { id: tagId } })
  if (!before) throw new DomainError('not_found', 'There is no such tag.')
  const name = wanted ?? before.name
  if (typed.includes(name) && name === before.name) throw new DomainError('invalid', 'A tag can’t be a synonym of itself.', 'synonyms')
  const synonyms = [...new Set([...typed, before.name])].filter((each) => each !== name).slice(0, synonymsMax)
  await refuseTaken(tx, tagId, name, synonyms)
  const merged = await tx.tag.findMany({ where: { name: { in: synonyms }, id: { not: tagId } } })
  const others = merged.map(({ id }) => id)
  // A new name is in the words of what has the tag already.
  const touched = await taggedWith(tx, name === before.name ? others : [tagId, ...others])
  await withReindexOfTagged(tx, touched, async () => {
    const { threadIds, answerIds } = await taggedWith(tx, others)
    await tx.threadTag.createMany({ data: threadIds.map((threadId) => ({ threadId, tagId })), skipDuplicates: true })
    await tx.answerTag.createMany({ data: answerIds.map((answerId) => ({ answerId, tagId })), skipDuplicates: true })
    // Their own synonyms and rows go with them.
    for (const otherId of others) await moveWatches(tx, 'tag', otherId, tagId)
    await tx.tag.deleteMany({ where: { id: { in: others } } })
    await tx.tagSynonym.deleteMany({ where: { tagId } })
    const threadCount = await tx.threadTag.count({ where: { tagId, thread: { hiddenAt: null } } })
    const description = storable(input.description).trim().slice(0, descriptionLengthMax)
    await tx.tag.update({ where: { id: tagId }, data: { name, description, threadCount } })
    await tx.tagSynonym.createMany({ data: synonyms.map((synonym) => ({ name: synonym, tagId })) })
  })
  await noteTagChange(tx, viewer, {
    action: merged.length > 0 ? 'tag.merge' : 'tag.change',
    tagId,
    reason: [name, ...(name === before.name ? [] : [`was ${before.name}`]), ...merged.map((other) => `with ${other.name}`)].join(' '),
  })
}

/** Gives all that has a tag another one, to which its name leads from now on. @throws DomainError like `saveTag()`. */
export async function mergeTag(viewer: Viewer, tagId: number, into: string): Promise<void> {
  authorize(viewer, 'admin.tags')
  const name = nameOf(into, 'into')
  const target = await transaction(async (tx) => {
    const from = await tx.tag.findUnique({ where: { id: tagId } })
    if (!from) throw new DomainError('not_found', 'There is no such tag.')
    const found = await tx.tag.findUnique({ where: { name }, include: { synonyms: true } })
    if (!found) throw new DomainError('invalid', `There is no tag “${name}”.`, 'into')
    if (found.id === tagId) throw new DomainError('invalid', 'A tag can’t be merged into itself.', 'into')
    return { ...found, from: from.name }
  })
  const synonyms = [...target.synonyms.map((synonym) => synonym.name), target.from]
  await saveTag(viewer, target.id, { description: target.description, synonyms })
}

function nameOf(typed: string, field: string): string {
  if (!typed.trim()) throw new DomainError('invalid', 'A tag needs a name.', field)
  const [name = ''] = checkedTags([typed], 1, field)
  return name
}

async function refuseTaken(tx: Db, tagId: number, name: string, synonyms: string[]): Promise<void> {
  const namesake = await tx.tag.findFirst({ where: { name, id: { not: tagId } } })
  if (namesake) throw new DomainError('conflict', `“${name}” is a tag already. Merge this one into it instead.`, 'name')
  const taken = await tx.tagSynonym.findFirst({
    where: { name: { in: [name, ...synonyms] }, tagId: { not: tagId } },
    include: { tag: true },
  })
  const field = taken?.name === name ? 'name' : 'synonyms'
  if (taken) throw new DomainError('conflict', `“${taken.name}” is a synonym of “${taken.tag.name}” already.`, field)
}
