import { expect, test } from 'vitest'
import { type Action, authorize, authorizeAtAll, may, mayAtAll, policy } from './policy'
import { type Viewer, viewerOf, visitor } from './viewer'

const roles: Record<string, Viewer> = {
  visitor,
  member: viewerOf(1, 'member'),
  editor: viewerOf(2, 'editor'),
  admin: viewerOf(3, 'admin'),
}

// Written out by hand, so that a change of the policy is a change of two places and never a slip.
// Per role: - nothing, o their own, x all but their own, a anybody's.
const table: Record<Action, string> = {
  'account.sign_in': 'aaaa',
  'account.settings': '-ooo',
  'account.own_data': '-ooo',
  'ask.similar': 'aaaa',
  'thread.start': '-aaa',
  'thread.reply': '-aaa',
  'tag.add': '-aaa',
  'thread.edit': '-oaa',
  'thread.close': '-oaa',
  'thread.hide': '--aa',
  'thread.move': '--aa',
  'thread.merge': '--aa',
  'related.choose': '--aa',
  'reply.edit': '-oaa',
  'reply.hide': '--aa',
  'reply.accept': '-oaa',
  'post.boost': '-xxx',
  'post.delete': '-ooo',
  'watch.change': '-aaa',
  'search.save': '-ooo',
  'notice.read': '-ooo',
  'post.report': '-xxx',
  'post.appeal': '-ooo',
  'report.decide': '--aa',
  'held.decide': '--aa',
  'suspension.propose': '--aa',
  'notice.unsubscribe': 'aaaa',
  'upload.add': '-aaa',
  'coverage.respond': '-ooo',
  'coverage.change': '--aa',
  'coverage.resolve': '--aa',
  'answer.write': '--aa',
  'answer.publish': '--aa',
  'answer.archive': '--aa',
  'feedback.give': 'aaaa',
  'feedback.handle': '--aa',
  'revision.redact': '--aa',
  'search.gaps': '--aa',
  'gap.change': '--aa',
  'link.decide': '--aa',
  'search.golden': '--aa',
  'search.synonyms': '--aa',
  'desk.see': '--aa',
  'admin.see': '---a',
  'admin.search': '---a',
  'admin.people': '---a',
  'admin.own_data': '---a',
  'admin.topics': '---a',
  'admin.tags': '---a',
  'admin.import': '---a',
  'admin.invite': '---a',
  'admin.mail': '---a',
  'admin.setup': '---a',
}

test('every action has its row here', () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(policy).sort())
})

test.each(Object.entries(table))('%s is for whom the table says', (action, permissions) => {
  Object.values(roles).forEach((viewer, i) => {
    const permission = permissions[i]
    expect(may(viewer, action as Action, false)).toBe(permission === 'a' || permission === 'x')
    expect(may(viewer, action as Action, true)).toBe(permission === 'a' || permission === 'o')
    expect(mayAtAll(viewer, action as Action)).toBe(permission !== '-')
  })
})

test('a refusal tells a visitor to sign in and a member that they may not', () => {
  expect(() => authorize(visitor, 'thread.reply')).toThrow('Sign in to reply.')
  expect(() => authorize(viewerOf(1, 'member'), 'thread.hide')).toThrow('You may not hide or restore a thread.')
  expect(() => authorize(viewerOf(1, 'member'), 'post.boost', true)).toThrow('You can’t boost what you wrote yourself.')
  expect(() => authorizeAtAll(visitor, 'post.boost')).toThrow('Sign in to boost.')
  expect(() => authorizeAtAll(viewerOf(1, 'member'), 'desk.see')).toThrow('You may not see the desk.')
})
