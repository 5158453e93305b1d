import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { DuplicateGroupForm } from '@/components/desk/duplicate-group'
import { DuplicateMap } from '@/components/desk/duplicate-map'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { readDuplicates, readLikelyAnswers } from '@/lib/curation/duplicates'
import { hasEmbeddings } from '@/lib/search'
import { urls } from '@/lib/shared'
import { one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Duplicates', robots: { index: false } }

const groupsShown = 24
const done: Record<string, string> = {
  same: 'Noted: they ask the same. Each thread shows it now.',
  merge: 'Merged. The old addresses lead to the thread that stayed.',
  cover: 'Covered. The answer is shown above each of them.',
  distinct: 'Noted: they don’t ask the same. They won’t be proposed together again.',
}

/** Threads that ask the same, as a picture and as a list, to be confirmed, merged or covered at once. */
export default async function DuplicatesPage({ searchParams }: PageProps<'/desk/duplicates'>) {
  const me = requirePerson(urls.deskDuplicates(), 'thread.merge')
  const groups = await readDuplicates(me.viewer, groupsShown)
  const answers = await readLikelyAnswers(
    me.viewer,
    groups.map(({ threads }) => threads.map(({ id }) => id)),
  )
  const notice = done[one((await searchParams).done) ?? '']
  const form = sentForm()
  const isOf = (ids: number[]) => ids.includes(Number(sentValue(form, 'lead')))
  return (
    <DeskPage title="Duplicates">
      {notice && (
        <p className="say" role="status">
          <span>{notice}</span>
        </p>
      )}
      {form && !groups.some(({ threads }) => isOf(threads.map(({ id }) => id))) && <FormError form={{ ...form, field: null }} />}
      {groups.length === 0 && (
        <p className="quiet">
          {(await hasEmbeddings())
            ? 'No two threads seem to ask the same.'
            : 'Duplicates are found by semantic search, and there is no model yet. See Search in the administration.'}
        </p>
      )}
      {groups.length > 0 && (
        <>
          <p className="deck">
            Each circle is a thread. It is larger if the thread is read more, and filled if the thread is answered. Lines connect similar
            threads.
          </p>
          <DuplicateMap groups={groups} />
        </>
      )}
      {groups.map((group, i) => (
        <DuplicateGroupForm
          key={group.threads[0]?.id}
          group={group}
          number={i + 1}
          answers={answers[i] ?? []}
          action={urls.deskDuplicates()}
        >
          {form && isOf(group.threads.map(({ id }) => id)) && <FormError form={{ ...form, field: null }} />}
        </DuplicateGroupForm>
      ))}
    </DeskPage>
  )
}
