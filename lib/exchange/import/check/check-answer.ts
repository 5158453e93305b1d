import { descriptionLengthMax, storable, summaryLengthMax } from '../../../shared'
import { isDated } from '../read-values'
import type { SourceAnswer, SourceTag } from '../source'
import { bodyFor, titleFor } from './check-texts'
import { countFor, externalIdFor, tagsFor, topicFor } from './check-values'
import type { Problems } from './note-problems'

/** Returns an explainer that keeps the rules for people's answers, or null. */
export function checkAnswer(answer: SourceAnswer, problems: Problems): SourceAnswer | null {
  const title = titleFor(answer.title, answer.body, problems)
  const body = title === null ? null : bodyFor(answer.body, null, problems)
  const history = answer.history
    .filter(({ createdAt }) => isDated(createdAt))
    .map((entry) => ({ ...entry, note: cut(entry.note, summaryLengthMax) }))
  const createdAt = [answer.createdAt, history[0]?.createdAt, answer.revisedAt].find(isDated)
  if (title === null || body === null) return null
  if (!createdAt) {
    problems.leftOut('The answer has no readable date.')
    return null
  }
  return {
    ...answer,
    externalId: externalIdFor(answer.externalId),
    title,
    summary: cut(answer.summary, summaryLengthMax),
    body,
    topic: topicFor(answer.topic),
    tags: tagsFor(answer.tags),
    createdAt,
    revisedAt: isDated(answer.revisedAt) ? answer.revisedAt : createdAt,
    boosts: countFor(answer.boosts, 'boosts', problems),
    views: countFor(answer.views, 'views', problems),
    history,
  }
}

/** Returns a tag whose name and description can be stored, or null. */
export function checkTag(tag: SourceTag): SourceTag | null {
  const [name] = tagsFor([tag.name])
  return name ? { ...tag, name, description: cut(tag.description, descriptionLengthMax) } : null
}

function cut(text: string, lengthMax: number): string {
  return storable(text).trim().slice(0, lengthMax).toWellFormed()
}
