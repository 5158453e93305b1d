'use client'

import { CommandButton } from '@/components/forms/command-button'
import { counted, type ViewerOfPost, viewerOfPost } from '@/lib/shared'
import { BoostButton } from './boost-button'
import { useViewer } from './use-viewer'

type Props = {
  number: number
  boostCount: number
  accepted: boolean
  /** `reply` is null in a closed thread, `more` on the page that it leads to. */
  links: { post: string; place: string; edit: string; delete: string; reply: string | null; more: string | null; viewer: string }
  /** Known when the page is made. */
  viewer: ViewerOfPost
  /** What else can be done to the post, on its own page. */
  children?: React.ReactNode
}

/**
 * What a signed-in viewer may do with a post. A page for one reader shows everything, with forms that work without scripts. A cached page
 * has a link if this depends on the person, and shows the same parts when /viewer has said what the person may do. “More” stays at the end
 * of the line, so that nothing moves then.
 */
export function PostActions({ number, boostCount, accepted, links, viewer: known, children }: Props) {
  const told = useViewer(known.boosted === null ? links.viewer : null)
  const { boosted, mayBoost, mayEdit, mayAccept, mayDelete } = told?.thread ? viewerOfPost(told.thread, number) : known
  const [line, look] = links.more ? ['acts meta', 'act'] : ['do', 'btn']
  return (
    <div className={line}>
      {!mayBoost ? (
        <span>{counted(boostCount, 'boost', 'boosts')}</span>
      ) : boosted === null ? (
        <a className={look} href={links.post}>
          {boostCount > 0 ? `Boost, ${boostCount}` : 'Boost'}
        </a>
      ) : (
        <BoostButton to={links.post} count={boostCount} boosted={boosted} className={look} />
      )}
      {links.reply && (
        <a className={look} href={links.reply}>
          Reply
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
          describedAs={accepted ? `Undo accept of reply ${number}` : `Accept reply ${number}`}
        >
          {accepted ? 'Undo accept' : 'Accept'}
        </CommandButton>
      )}
      <a className={`${look} wide copy-link`} href={links.place}>
        <span aria-live="polite">Copy link</span>
      </a>
      {mayDelete && (
        <a className={`${look} wide`} href={links.delete}>
          Delete
        </a>
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
