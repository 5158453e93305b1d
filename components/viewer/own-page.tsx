import { Page } from '@/components/shell/page'
import { Tabs } from '@/components/ui/tabs'
import { urls } from '@/lib/shared'

const sections = [
  { key: 'threads', href: urls.myThreads(), label: 'My threads' },
  { key: 'replies', href: urls.myReplies(), label: 'My replies' },
  { key: 'drafts', href: urls.myDrafts(), label: 'My drafts' },
  { key: 'reports', href: urls.myReports(), label: 'My reports' },
  { key: 'watches', href: urls.myWatches(), label: 'Watching' },
] as const

type Props = { section: (typeof sections)[number]['key']; children: React.ReactNode }

/** A page with what the person who is signed in wrote or follows. Its title is the section that is open. */
export function OwnPage({ section, children }: Props) {
  return (
    <Page>
      <header className="page-head">
        <h1 className="title" id="own-title">
          {sections.find(({ key }) => key === section)?.label}
        </h1>
      </header>
      <Tabs label="Yours" at={section} tabs={sections} />
      <div className="own">{children}</div>
    </Page>
  )
}

/** What stands in place of an empty list: what is missing, and what to do next. */
export function NothingYet({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="none">
      <h2>{title}</h2>
      {children}
    </div>
  )
}
