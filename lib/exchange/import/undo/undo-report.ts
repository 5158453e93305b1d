/** What undoing an import removed, and what stays because people here have built on it. */
export type UndoReport = {
  removed: { threads: number; replies: number; answers: number; topics: number; tags: number; people: number }
  kept: { subject: 'thread' | 'answer' | 'topic'; id: number; title: string; message: string }[]
}
