import type { DeadLink } from '@/lib/curation/links'
import { urls } from '@/lib/shared'

/** Says which links of the published text are dead, beside the text in which they can be changed. */
export function DeadLinksNote({ links }: { links: DeadLink[] }) {
  if (links.length === 0) return null
  return (
    <div className="dead-links-note">
      <p className="meta">
        These links of the published text are <a href={urls.deskLinks()}>dead</a>:
      </p>
      <ul>
        {links.map(({ id, address, section, movedTo }) => (
          <li key={id}>
            <bdi>{address}</bdi>
            {section.heading && (
              <span className="meta">
                {' under '}“<bdi>{section.heading}</bdi>”
              </span>
            )}
            {movedTo && (
              <span className="meta">
                , moved to <bdi>{movedTo}</bdi>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
