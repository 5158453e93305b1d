import { Say } from '@/components/ui/field'
import type { PostForViewer } from '@/lib/community/threads'
import { UndoDelete } from './undo-delete'

/** Says that a post is hidden: to its author with the reason that was written for them, to editors with the author's own part in it. */
export function HiddenState({ post }: { post: PostForViewer }) {
  const { number, deleted, isMine, hiddenReason } = post
  const what = number === 0 ? 'question' : 'reply'
  if (deleted && isMine) return <UndoDelete post={post} />
  if (deleted) return <Say>{`Its author deleted this ${what}: only they and editors see it.`}</Say>
  if (!isMine) return <Say>{`This ${what} is hidden: only editors and its author see it.`}</Say>
  return (
    <div className="say" role="status">
      <span>
        <b>Your {what} is hidden.</b> Only you and editors can read it.{' '}
        {hiddenReason ? (
          <>
            The reason: “<bdi>{hiddenReason}</bdi>”
          </>
        ) : (
          'An editor can tell you why.'
        )}
      </span>
    </div>
  )
}
