import type { WatchedSubject } from '@/lib/shared'
import { SiteFooter } from './site-footer'
import { SiteHeader } from './site-header'
import type { Area } from './site-menu'

type Props = {
  area?: Area
  find?: boolean
  /** What the page shows, if that can be followed. */
  about?: WatchedSubject
  feeds?: { topic?: string; tag?: string } | null
  className?: string
  children: React.ReactNode
}

/** The frame of every page. */
export function Page({ area = null, find = true, about, feeds = null, className = 'wrap', children }: Props) {
  return (
    <>
      <SiteHeader area={area} find={find} about={about} />
      <main id="page_main" className={className}>
        {children}
      </main>
      <SiteFooter feeds={feeds} />
    </>
  )
}
