import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { HiddenItem } from '@/components/desk/hidden-item'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { readHidden } from '@/lib/curation/desk'
import { urls } from '@/lib/shared'
import { idOf, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Hidden and archived', robots: { index: false } }

/** What editors hid, archived or discarded, each with its reason and a way to restore it. */
export default async function HiddenPage({ searchParams }: PageProps<'/desk/hidden'>) {
  const me = requirePerson(urls.deskHidden(), 'thread.hide')
  const before = idOf(one((await searchParams).before) ?? '')
  const { rows, older } = await readHidden(me.viewer, before)
  return (
    <DeskPage title="Hidden and archived">
      <FormError form={sentForm()} />
      {rows.length === 0 && <p className="quiet">{before === null ? 'Nothing is hidden or archived.' : 'Nothing older.'}</p>}
      <ul className="plain">
        {rows.map((row) => (
          <HiddenItem key={row.id} row={row} />
        ))}
      </ul>
      <Pager newer={before === null ? null : urls.deskHidden()} older={older === null ? null : urls.deskHidden(older)} newerWord="Latest" />
    </DeskPage>
  )
}
