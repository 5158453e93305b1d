import { Page } from '@/components/shell/page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError, Say } from '@/components/ui/field'
import { sentForm } from '@/lib/web/http'
import { AdminWarnings } from './admin-warnings'

const places = [
  { href: '/admin', label: 'Overview' },
  { href: '/admin/people', label: 'People' },
  { href: '/admin/invitations', label: 'Invitations' },
  { href: '/admin/topics', label: 'Topics' },
  { href: '/admin/tags', label: 'Tags' },
  { href: '/admin/import', label: 'Import' },
  { href: '/admin/spam', label: 'Spam' },
  { href: '/admin/search', label: 'Search' },
  { href: '/admin/mail', label: 'Mail' },
  { href: '/admin/audit', label: 'Audit' },
]

type Props = { title: string; at: string; notice?: string | null; children: React.ReactNode }

/** A page of the administration. For everyone else it is missing. */
export function AdminPage({ title, at, notice, children }: Props) {
  const form = sentForm()
  return (
    <Page>
      <nav className="desk-nav admin-nav" aria-label="Administration">
        {places.map(({ href, label }) => (
          <a key={href} href={href} aria-current={href === at ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <div className="desk">
        <header className="page-head">
          <h1 className="title">{title}</h1>
        </header>
        <AdminWarnings />
        {notice && !form && <Say>{notice}</Say>}
        <FormError form={form} />
        {children}
      </div>
    </Page>
  )
}

/** Returns the admin who asks. Visitors are led to the sign-in page; for others the page is missing. */
export function requireAdmin(next: string) {
  const me = requirePerson(next, 'admin.see')
  return me
}
