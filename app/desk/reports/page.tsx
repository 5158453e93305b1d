import type { Metadata } from 'next'
import { Case } from '@/components/desk/case'
import { DeskPage } from '@/components/desk/desk-page'
import { caseKinds, QueueTabs } from '@/components/desk/queue-tabs'
import { requirePerson } from '@/components/shell/require-person'
import { FormError, Say } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { countQueue, readQueue } from '@/lib/curation/reports'
import { may } from '@/lib/identity/viewer'
import { urls } from '@/lib/shared'
import { idOf, one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Reports', robots: { index: false } }

const done: Record<string, string> = {
  dismiss: 'Dismissed. Those who reported it read that it stays.',
  hide: 'Hidden. Its author reads your reason, and those who reported it read that it is hidden.',
  restore: 'Shown again.',
  refuse: 'It stays hidden. Its author reads your reason.',
  approve: 'Approved. Everyone who may see the topic sees it now.',
  reject: 'Refused. Its author reads your reason.',
  propose: 'Proposed. Admins decide about it.',
  suspend: 'The account is suspended.',
  decline: 'Declined. The account stays as it is.',
}
const empty = {
  all: 'Nothing waits for a decision.',
  report: 'No post is reported.',
  appeal: 'No author asks to show a hidden post again.',
  held: 'No post waits for approval.',
  suspension: 'Nobody is proposed to be suspended.',
}

/** What editors are asked to decide, those that wait longest first. */
export default async function ReportsPage({ searchParams }: PageProps<'/desk/reports'>) {
  const me = requirePerson(urls.deskReports(), 'report.decide')
  const query = await searchParams
  const form = sentForm()
  const shown = sentValue(form, 'show') || one(query.show)
  const show = caseKinds.find((kind) => kind === shown) ?? null
  const after = idOf(one(query.after) ?? '')
  const [{ rows, next }, counts] = await Promise.all([readQueue(me.viewer, { kind: show, after }), countQueue(me.viewer)])
  const refused = Number(sentValue(form, 'case'))
  const notice = form ? undefined : done[one(query.done) ?? '']
  const page = (options: { after?: number } = {}) => urls.deskReports({ show: show ?? undefined, ...options })
  return (
    <DeskPage title="Reports">
      <QueueTabs counts={counts} show={show} />
      {notice && <Say>{notice}</Say>}
      {form && !rows.some(({ id }) => id === refused) && <FormError form={{ ...form, field: null }} />}
      {rows.length === 0 && <p className="quiet mt-4">{after === null ? empty[show ?? 'all'] : 'Nothing more.'}</p>}
      {rows.map((row) => (
        <Case
          key={row.id}
          row={row}
          show={show ?? ''}
          form={row.id === refused ? form : undefined}
          admin={may(me.viewer, 'admin.people')}
        />
      ))}
      <Pager
        newer={after === null ? null : page()}
        older={next === null ? null : page({ after: next })}
        newerWord="First"
        olderWord="More"
      />
    </DeskPage>
  )
}
