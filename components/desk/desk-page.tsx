import { Page } from '@/components/shell/page'
import { urls } from '@/lib/shared'

/** A page of the desk, with a link back to it. */
export function DeskPage({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Page area="desk">
      <div className="desk">
        <header className="page-head under-crumb">
          <p className="meta">
            <a href={urls.desk()}>← Desk</a>
          </p>
          <h1 className="title">{title}</h1>
        </header>
        {children}
      </div>
    </Page>
  )
}
