import type { WatchedSubject, WatchState } from '@/lib/shared'

/** What a subject is called within a sentence. */
export const subjectNames: Record<WatchedSubject['kind'], string> = {
  thread: 'this thread',
  topic: 'this topic',
  tag: 'this tag',
  answer: 'this answer',
}

/** What one is told of it. */
export const toldOf: Record<WatchedSubject['kind'], string> = {
  thread: 'You are told of each reply.',
  topic: 'You are told of new threads and answers.',
  tag: 'You are told of new threads and answers.',
  answer: 'You are told of major revisions.',
}

/** What a menu's button says, by the state that there is. */
export const stateNames: Record<WatchState, string> = { watching: 'Watching', stopped: 'Watch', muted: 'Muted' }

/**
 * What can be chosen, what it does, and in which states it is offered. Where the state is not known, `unknown` is.
 */
export const choices = [
  { state: 'watching', label: 'Watch', does: null, shownIn: ['stopped', 'muted', 'unknown'] },
  { state: 'stopped', label: 'Stop watching', does: 'You are told only of what is said to you.', shownIn: ['watching', 'unknown'] },
  { state: 'stopped', label: 'Unmute', does: 'You are told of what is said to you.', shownIn: ['muted'] },
  { state: 'muted', label: 'Mute', does: 'You are told of nothing here.', shownIn: ['watching', 'stopped', 'unknown'] },
] as const satisfies { state: WatchState; label: string; does: string | null; shownIn: (WatchState | 'unknown')[] }[]
