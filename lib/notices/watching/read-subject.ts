import { liveAnswer, type Viewer, visibleTopic } from '../../identity/viewer'
import { db } from '../../platform/db'
import { urls, type WatchedSubject } from '../../shared'

/** What can be followed, by its title or name, with the address of its page. */
export type Subject = { title: string; href: string }

/** Returns a subject as the viewer sees it; null if they don't. One query. */
export async function readSubject(viewer: Viewer, { kind, id }: WatchedSubject): Promise<Subject | null> {
  const found = await finders[kind](viewer, id)
  return found && { title: found.title, href: subjectAddress({ kind, id }, found.slug) }
}

/** `slug` is what its address has: the name of a tag. */
export function subjectAddress({ kind, id }: WatchedSubject, slug: string): string {
  if (kind === 'thread') return urls.thread({ id, slug })
  return { topic: urls.topic, tag: urls.tag, answer: urls.answer }[kind](slug)
}

type Found = Promise<{ title: string; slug: string } | null>

const finders: Record<WatchedSubject['kind'], (viewer: Viewer, id: number) => Found> = {
  thread: (viewer, id) =>
    db().thread.findFirst({ where: { id, hiddenAt: null, topic: visibleTopic(viewer) }, select: { title: true, slug: true } }),
  async topic(viewer, id) {
    const topic = await db().topic.findFirst({ where: { id, ...visibleTopic(viewer) }, select: { name: true, slug: true } })
    return topic && { title: topic.name, slug: topic.slug }
  },
  async tag(_, id) {
    const tag = await db().tag.findUnique({ where: { id }, select: { name: true } })
    return tag && { title: tag.name, slug: tag.name }
  },
  answer: (viewer, id) =>
    db().answer.findFirst({ where: { id, ...liveAnswer, topic: visibleTopic(viewer) }, select: { title: true, slug: true } }),
}
