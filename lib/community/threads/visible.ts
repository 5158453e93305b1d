import { type Viewer, visibleTopic } from '../../identity/viewer'

/** What a thread must be for this viewer to see it, as a Prisma condition. */
export function visibleThread(viewer: Viewer) {
  return { hiddenAt: null, topic: visibleTopic(viewer) }
}
