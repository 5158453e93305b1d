import { z } from 'zod'
import { discardHeld } from '../../curation/holding'
import { urls } from '../../shared'
import { idOf } from '../http'
import { action } from './action'

/** What an author does with a post that waits for approval. Editors decide about it in the queue: ./reports.ts. */
export const heldActions = [
  action({
    path: '/held/:id',
    permission: 'post.delete',
    limit: 'delete',
    input: z.object({}),
    async run({ viewer }, _, { id = '' }) {
      await discardHeld(viewer, idOf(id) ?? 0)
      return { to: urls.myThreads() }
    },
  }),
]
