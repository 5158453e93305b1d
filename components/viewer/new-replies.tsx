'use client'

import { useViewer } from './use-viewer'

type Props = { viewerAddress: string }

/** Leads to the first reply that came since the reader's last visit. It has its room before /viewer has said whether there is one. */
export function NewRepliesLink({ viewerAddress }: Props) {
  const unseen = useViewer(viewerAddress)?.thread?.unseen
  if (!unseen) return null
  return (
    <a href={unseen.address}>
      {unseen.count} new<span className="vh"> since your last visit</span>
    </a>
  )
}

/** The mark above that reply. It takes room between posts that is free without it, so that nothing moves. */
export function NewRepliesMark({ viewerAddress, number }: Props & { number: number }) {
  if (useViewer(viewerAddress)?.thread?.unseen?.first !== number) return null
  return <p className="new-mark">New since your last visit</p>
}
