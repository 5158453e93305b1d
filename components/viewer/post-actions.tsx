'use client'

import { CommandButton } from '@/components/forms/command-button'
import { type ViewerOfPost, viewerOfPost } from '@/lib/shared'
import { BoostButton } from './boost-button'
import { useViewer } from './use-viewer'

type Props = {
  number: number
  boostCount: number
  accepted: boolean
  /** `reply` is null where a thread is closed, `more` on the page that it leads to. */
  links: { post: string; edit: string; reply: string | null; more: string | null; viewer: string }
  /** As the page knows it that is being made. */
  viewer: ViewerOfPost
  /** What else can be done to the post, on its own page. */
  children?: React.ReactNode
}

/**
 * What a signed-in viewer may do to a post. A page for one reader shows it whole, and its forms work without scripts. A page that is
 * kept for many has a link where this depends on the person, and shows the same parts as soon as /viewer has said what they may. “More”
 * keeps to the end of the line, so that nothing moves then.
 */
export function PostActions({ number, boostCount, accepted, links, viewer: known, children }: Props) {
  const told = useViewer(known.boosted === null ? links.viewer : null)
  const { boosted, mayEdit, mayAccept } = told ? viewerOfPost(told.thread, number) : known
  const [line, look] = links.more ? ['acts meta', 'act'] : ['do', 'btn']
  return (
    <div className={line}>
      {boosted === null ? (
        <a className={look} href={links.post}>
          {boostCount > 0 ? `Boost, ${boostCount}` : 'Boost'}
        </a>
      ) : (
        <BoostButton to={links.post} count={boostCount} boosted={boosted} className={look} />
      )}
      {links.reply && (
        <a className={look} href={links.reply}>
          {number === 0 ? 'Reply' : 'Answer'}
        </a>
      )}
      {mayEdit && (
        <a className={look} href={links.edit}>
          Edit
        </a>
      )}
      {mayAccept && (
        <CommandButton
          to={links.post}
          command={accepted ? 'unaccept' : 'accept'}
          className={look}
          describedAs={accepted ? `Take the acceptance of reply ${number} back` : `Accept reply ${number}`}
        >
          {accepted ? 'Take back' : 'Accept'}
        </CommandButton>
      )}
      {children}
      {links.more && (
        <a className="act end" href={links.more}>
          More<span className="vh"> to do with {number === 0 ? 'the question' : `reply ${number}`}</span>
        </a>
      )}
    </div>
  )
}
