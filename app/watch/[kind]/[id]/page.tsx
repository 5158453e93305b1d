import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ChoicePage } from '@/components/notices/choice-page'
import { WatchForm } from '@/components/notices/watch-form'
import { subjectNames, toldOf } from '@/components/notices/watch-words'
import { requirePerson } from '@/components/shell/require-person'
import { readSubject, readWatch } from '@/lib/notices/watching'
import { urls, type WatchedSubject, type WatchState } from '@/lib/shared'
import { idOf } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Watch', robots: { index: false } }

/** Where one follows something, stops that, or mutes it, without scripts. */
export default async function WatchPage({ params }: PageProps<'/watch/[kind]/[id]'>) {
  const asked = await params
  const id = idOf(asked.id)
  if (!isWatched(asked.kind) || id === null) notFound()
  const subject = { kind: asked.kind, id }
  const me = requirePerson(urls.watch(subject))
  const [found, state] = await Promise.all([readSubject(me.viewer, subject), readWatch(me.person.id, subject.kind, id)])
  if (!found) notFound()
  return (
    <ChoicePage
      title={found.title}
      about={{ href: found.href, label: `Back to ${subjectNames[subject.kind]}` }}
      state={sentenceOf(subject, state ?? 'stopped')}
    >
      <WatchForm subject={subject} state={state ?? 'stopped'} />
    </ChoicePage>
  )
}

function isWatched(kind: string): kind is WatchedSubject['kind'] {
  return kind in subjectNames
}

function sentenceOf({ kind }: WatchedSubject, state: WatchState): string {
  const name = subjectNames[kind]
  if (state === 'watching') return `You are watching ${name}. ${toldOf[kind]}`
  return state === 'muted' ? `You have muted ${name}. You are told of nothing here.` : `You are not watching ${name}.`
}
