import { createHash } from 'node:crypto'
import { oneLine } from '../../../content'
import { descriptionLengthMax, displayNameLengthMax, storable, topicNameLengthMax } from '../../../shared'
import { isDated } from '../read-values'
import type { SourcePerson, SourceTopic } from '../source'
import type { Problems } from './note-problems'

/** The database counts to 2,147,483,647, and what readers add must still fit. */
const countMax = 2_000_000_000
const positionMax = 10_000
const externalIdLengthMax = 300
const tagLengthMax = 200

/** An imported count as a number that can be stored. Negative ones are nothing. */
export function countFor(count: number, of: string, problems: Problems): number {
  if (!Number.isFinite(count)) {
    problems.kept(`The number of ${of} can’t be read. It counts as 0.`)
    return 0
  }
  if (count > countMax) problems.kept(`The number of ${of}, ${count}, is too large. It counts as ${countMax}.`)
  return Math.max(0, Math.min(countMax, Math.trunc(count)))
}

/** An id of the source that fits into an index: a very long one is known by its digest. */
export function externalIdFor(id: string): string {
  const clean = storable(id)
  return clean.length <= externalIdLengthMax ? clean : createHash('sha1').update(clean).digest('hex')
}

/** An author whose names can be stored; nobody where both are empty. */
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

/** A topic by the rules for topics that people make, with those above it. */
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
    ...(Number.isFinite(position) && { position: Math.max(0, Math.min(positionMax, Math.trunc(position as number))) }),
    ...(parent && { parent: topicFor(parent) }),
  }
}

/** Labels of tags as one line each. */
export function tagsFor(tags: string[]): string[] {
  return tags.map((tag) => oneLine(tag, tagLengthMax)).filter(Boolean)
}
