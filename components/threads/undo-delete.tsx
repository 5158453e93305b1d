import type { PostForViewer } from '@/lib/community/threads'
import { urls } from '@/lib/shared'

/** Says to an author that they deleted a post, with a button that undoes it. */
export function UndoDelete({ post: { thread, number, may } }: { post: PostForViewer }) {
  return (
    <div className="say" role="status">
      <span>
        <b>You deleted this {number === 0 ? 'question' : 'reply'}.</b> Only you and editors can read it.
      </span>
      {may.undelete && (
        <form method="post" action={urls.postDelete(thread.id, number)}>
          <button className="btn" type="submit" name="do" value="undelete">
            Undo delete
          </button>
        </form>
      )}
    </div>
  )
}
