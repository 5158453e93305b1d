/** An opening, by its thread's id, or a reply. */
export type PostKey = { kind: 'thread' | 'reply'; id: number }

/** The column that says which post a mention is in. */
export function postColumn({ kind }: PostKey): 'thread_id' | 'reply_id' {
  return kind === 'thread' ? 'thread_id' : 'reply_id'
}
