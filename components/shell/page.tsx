import { SiteFooter } from './site-footer'
import { type Area, SiteHeader } from './site-header'

type Props = { area?: Area; find?: boolean; feeds?: { topic?: string; tag?: string } | null; className?: string; children: React.ReactNode }

/** The frame of every page. */
export function Page({ area = null, find = true, feeds = null, className = 'wrap', children }: Props) {
  return (
    <>
      <SiteHeader area={area} find={find} />
      <main id="page_main" className={className}>
        {children}
      </main>
      <SiteFooter feeds={feeds} />
    </>
  )
}
