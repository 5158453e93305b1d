import { createHash } from 'node:crypto'
import { oneLine } from '../../../content'
import { descriptionLengthMax, displayNameLengthMax, storable, topicNameLengthMax } from '../../../shared'
import { isDated } from '../read-values'
import type { SourcePerson, SourceTopic } from '../source'
import type { Problems } from './note-problems'

/** The largest integer of the database is 2,147,483,647, and readers add to an imported count. */
const countMax = 2_000_000_000
const positionMax = 10_000
const externalIdLengthMax = 300
const tagLengthMax = 200

/** Returns a count that can be stored. Negative counts become 0. */
export function countFor(count: number, of: string, problems: Problems): number {
  if (!Number.isFinite(count)) {
    problems.kept(`The number of ${of} can’t be read. It counts as 0.`)
    return 0
  }
  if (count > countMax) problems.kept(`The number of ${of}, ${count}, is too large. It counts as ${countMax}.`)
  return Math.max(0, Math.min(countMax, Math.trunc(count)))
}

/** Returns an id of the source that fits into an index. A very long one is replaced by its digest. */
export function externalIdFor(id: string): string {
  const clean = storable(id)
  return clean.length <= externalIdLengthMax ? clean : createHash('sha1').update(clean).digest('hex')
}

/** Returns an author whose names can be stored, or null if both names are empty. */
export function authorFor(author: SourcePerson | null, problems: Problems): SourcePerson | null {
  if (!author) return null
  const long = [author.name, author.displayName].find((name) => oneLine(name, name.length).length > displayNameLengthMax)
  const name = oneLine(author.name, displayNameLengthMax) || oneLine(author.displayName, displayNameLengthMax)
  if (!name) return null
  if (long !== undefined) problems.kept(`The name of the author has ${long.length} characters and was cut to ${displayNameLengthMax}.`)
  const { createdAt, ...rest } = author
  return {
    ...rest,
    externalId: externalIdFor(author.externalId),
    name,
    displayName: oneLine(author.displayName, displayNameLengthMax) || name,
    ...(isDated(createdAt) && { createdAt }),
  }
}

/** Returns a topic, and its parents, that keep the rules for topics. */
export function topicFor(topic: SourceTopic): SourceTopic {
  const { description, documentationUrl, position, parent, ...rest } = topic
  const name = oneLine(topic.name, topicNameLengthMax)
  const link = documentationUrl?.trim()
  const text = storable(description ?? '')
    .trim()
    .slice(0, descriptionLengthMax)
    .toWellFormed()
  return {
    ...rest,
    externalId: externalIdFor(topic.externalId),
    ...(name ? { name } : { name: `Category ${oneLine(topic.externalId, 20)}`, unnamed: true }),
    ...(text && { description: text }),
    ...(link && URL.canParse(link) && /^https?:$/.test(new URL(link).protocol) && { documentationUrl: link }),
    ...(position !== undefined && Number.isFinite(position) && { position: Math.max(0, Math.min(positionMax, Math.trunc(position))) }),
    ...(parent && { parent: topicFor(parent) }),
  }
}

/** Returns labels of tags, each on one line. */
export function tagsFor(tags: string[]): string[] {
  return tags.map((tag) => oneLine(tag, tagLengthMax)).filter(Boolean)
}
