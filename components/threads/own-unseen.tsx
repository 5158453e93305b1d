import type { OwnHidden } from '@/lib/community/threads'
import type { OwnUnseen } from '@/lib/curation/holding'
import { urls } from '@/lib/shared'
import { OwnPostList } from './own-post-list'

/** An author's posts that wait for approval, and those that are hidden or deleted. */
export function OwnUnseenLists({ unseen: { held, hidden } }: { unseen: OwnUnseen }) {
  return (
    <>
      <OwnPostList
        id="h-held"
        title="Waiting for approval"
        rows={held.map((row) => ({ ...row, href: urls.held(row.id), state: row.outcome === null ? 'waits' : 'not published' }))}
      />
      <OwnPostList
        id="h-hidden"
        title="Hidden and deleted"
        rows={hidden.map((row) => ({ ...row, href: urls.post(row.threadId, row.number), state: stateOf(row) }))}
      />
    </>
  )
}

function stateOf({ number, deleted }: OwnHidden): string {
  return `${number > 0 ? `Reply ${number}, ` : ''}${deleted ? 'deleted by you' : 'hidden'}`
}
