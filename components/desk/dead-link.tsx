import { FullTime } from '@/components/ui/time'
import type { DeadLink, LinkCommand, LinkList } from '@/lib/curation/links'
import { urls } from '@/lib/shared'

/** A link that is dead or was: where it stands, what its site says and since when, and what can be done. */
export function DeadLinkItem({ link, list, isChecking }: { link: DeadLink; list: LinkList; isChecking: boolean }) {
  const { answer, section } = link
  return (
    <li id={`link-${link.id}`}>
      <span>
        <a className="dead-address" href={link.address} rel="noopener noreferrer nofollow" dir="ltr">
          {link.address}
        </a>
        <span className="meta desk-why">
          in{' '}
          <a href={section.anchor ? urls.answerSection(answer.slug, section.anchor) : urls.answer(answer.slug)} dir="auto">
            {answer.title}
          </a>
          {section.heading && (
            <>
              {', under '}“<bdi>{section.heading}</bdi>”
            </>
          )}
        </span>
        <Facts link={link} isDue={isChecking && list === 'dead' && link.isDue} />
        <span className="do link-acts">
          <a className="act" href={urls.answerEdit(answer.slug)} aria-label={`Revise: ${answer.title}`}>
            Revise
          </a>
          {list === 'dead' && isChecking && !link.isDue && <Command link={link} command="check" label="Check again" />}
          {list === 'dead' ? (
            <Command link={link} command="fine" label="It is fine" />
          ) : (
            <Command link={link} command="not_fine" label="It is not fine" />
          )}
        </span>
      </span>
    </li>
  )
}

function Facts({ link: { why, movedTo, failingSince, checkedAt }, isDue }: { link: DeadLink; isDue: boolean }) {
  return (
    <span className="meta desk-why">
      {why && `${why.charAt(0).toUpperCase()}${why.slice(1)}`}
      {failingSince && (
        <>
          , since <FullTime date={failingSince} />
        </>
      )}
      {checkedAt && (
        <>
          {' · '}checked <FullTime date={checkedAt} />
        </>
      )}
      {isDue && ' · to be checked again'}
      {movedTo && (
        <>
          {' · moved to '}
          <bdi>{movedTo}</bdi>
        </>
      )}
    </span>
  )
}

function Command({ link: { id, address }, command, label }: { link: DeadLink; command: LinkCommand; label: string }) {
  return (
    <form method="post" action={urls.deskLinks()}>
      <input type="hidden" name="id" value={id} />
      <button className="act" type="submit" name="do" value={command} aria-label={`${label}: ${address}`}>
        {label}
      </button>
    </form>
  )
}
