import { expect, test } from 'vitest'
import type { KeptPost } from './kept'
import { type DumpFacts, threadOf } from './thread-of'

const facts: DumpFacts = {
  site: 'Gardens',
  user: () => undefined,
  questionOf: () => '',
  hasVotes: false,
  hasComments: true,
  isBroken: false,
}
const post = (Id: string, CreationDate: string, comments: string[] = []): KeptPost => ({
  row: { Id, CreationDate },
  comments: comments.map((id) => ({ Id: id, PostId: Id, CreationDate })),
  upvotes: 0,
  links: [],
})

test('of one second an answer comes before its comments, those in order of their numbers; what has no date comes last', () => {
  const question = { post: post('1', '2024-01-01T00:00:00'), text: 'Q' }
  const answers = [post('4', '', []), post('3', '2024-01-02T00:00:00', ['20', '9'])].map((each) => ({ post: each, text: 'A' }))
  const { replies } = threadOf(question, answers, facts, () => 'C')
  expect(replies.map(({ externalId }) => externalId)).toEqual(['post 3', 'comment 9', 'comment 20', 'post 4'])
})
