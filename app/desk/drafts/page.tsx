import type { Metadata } from 'next'
import { DeskRows, draftRow } from '@/components/desk/desk-lists'
import { DeskPage } from '@/components/desk/desk-page'
import { KeysLine } from '@/components/desk/keys-line'
import { requirePerson } from '@/components/shell/require-person'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { type DraftState, draftStates, listDrafts } from '@/lib/curation/desk'
import { urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Drafts', robots: { index: false } }

const names: Record<DraftState, string> = { review: 'In review', writing: 'Being written' }
const empty: Record<DraftState, string> = { review: 'No draft waits for review.', writing: 'Nobody is writing an answer.' }
const deck: Record<DraftState, string> = {
  review: 'Their editors ask for another pair of eyes. The one that waits longest is first.',
  writing: 'Answers that editors have begun or revise, the last saved first.',
}

/** Drafts of canonical answers: those that wait for another editor, or those that are being written. */
export default async function DraftsPage({ searchParams }: PageProps<'/desk/drafts'>) {
  const { viewer } = requirePerson(urls.deskDrafts(), 'desk.see')
  const query = await searchParams
  const state = draftStates.find((each) => each === one(query.show)) ?? 'writing'
  const after = one(query.after)
  const { rows, next } = await listDrafts(viewer, { state, after })
  const show = (each: DraftState) => (each === 'writing' ? undefined : each)
  return (
    <DeskPage title="Drafts">
      <Tabs
        label="States"
        at={state}
        tabs={draftStates.map((key) => ({ key, href: urls.deskDrafts({ show: show(key) }), label: names[key] }))}
      />
      {rows.length === 0 ? (
        <p className="quiet mt-4">{after ? 'Nothing more.' : empty[state]}</p>
      ) : (
        <>
          <p className="deck">{deck[state]}</p>
          <KeysLine />
          <DeskRows rows={rows.map(draftRow)} />
        </>
      )}
      <Pager
        newer={after ? urls.deskDrafts({ show: show(state) }) : null}
        older={next && urls.deskDrafts({ show: show(state), after: next })}
        newerWord="First"
        olderWord="More"
      />
    </DeskPage>
  )
}
