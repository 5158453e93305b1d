import { type Viewer, visibilitiesFor } from './viewer'

/** A parameter of a statement: conditions hold its number and never a value. */
export type Parameter = `$${number}`

/** The condition for Prisma under which the viewer sees a topic. */
export function visibleTopic(viewer: Viewer) {
  return { visibility: { in: visibilitiesFor(viewer) } }
}

/** The same in SQL. `topic` is the table's alias; the parameter holds `visibilitiesFor(viewer)`. */
export function topicIsVisible(topic: string, parameter: Parameter): string {
  return `${topic}.visibility = any(${parameter}::visibility[])`
}

/**
 * In SQL: everyone who sees topics of a visibility sees topic `topic` as well; the values of the type are ordered from open to closed.
 * `visibility` is a column, or a subquery in brackets.
 */
export function topicIsAsOpen(topic: string, visibility: string): string {
  return `${topic}.visibility <= ${visibility}`
}

/** In SQL: someone with an account sees topic `topic`; `person` is an alias of the person's row. */
export function personSeesTopic(person: string, topic: string): string {
  return `(${topic}.visibility <> 'editors' or ${person}.role <> 'member')`
}
