'use client'

import { useViewer } from './use-viewer'

/** Tells an author which of their posts in a thread are hidden, and why. `posts` is what a post's number is added to for its address. */
export function OwnHidden({ viewer, posts }: { viewer: string; posts: string }) {
  const hidden = useViewer(viewer)?.thread?.hidden ?? []
  return hidden.map(({ number, reason }) => (
    <p className="sys" key={number}>
      <span />
      <span>
        <b>{number === 0 ? 'Your question is hidden.' : `Your reply ${number} is hidden.`}</b> Only you and editors can read it.{' '}
        {reason ? (
          <>
            The reason: “<bdi>{reason}</bdi>”
          </>
        ) : (
          'An editor can tell you why.'
        )}{' '}
        <a href={`${posts}/${number}`}>Read it</a>
      </span>
    </p>
  ))
}
