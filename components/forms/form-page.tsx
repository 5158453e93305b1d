import { Page } from '@/components/shell/page'
import type { Area } from '@/components/shell/site-menu'
import { Crumbs } from '@/components/ui/crumbs'

type Link = { href: string; label: string }

type Props = {
  title: React.ReactNode
  area?: Area
  /** The thread that the page belongs to, above the title. */
  thread?: Link
  /** What the page is about, if that is no thread. */
  about?: Link
  narrow?: boolean
  children: React.ReactNode
}

/** The frame of a page that is a form, or that says what became of one. */
export function FormPage({ title, area, thread, about, narrow = false, children }: Props) {
  return (
    <Page area={area}>
      <div className={narrow ? 'form form-narrow' : 'form'}>
        {thread && <Crumbs steps={[thread]} />}
        {about && (
          <p className="meta">
            <a href={about.href} dir="auto">
              {about.label}
            </a>
          </p>
        )}
        <h1 className="title" dir="auto">
          {title}
        </h1>
        {children}
      </div>
    </Page>
  )
}
