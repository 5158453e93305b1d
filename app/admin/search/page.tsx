import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { AnalysisProgress } from '@/components/admin/analysis-progress'
import { Fact } from '@/components/admin/fact'
import { FormatProgress } from '@/components/admin/format-progress'
import { SemanticSearchFacts } from '@/components/admin/semantic-search-facts'
import { FullTime } from '@/components/ui/time'
import { readSearchIndex, type SearchIndexView } from '@/lib/administration'
import { env } from '@/lib/platform/env'
import { counted, fullCount, urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Search index', robots: { index: false } }

const address = '/admin/search'
const done: Record<string, string> = {
  retry: 'It is sent again.',
  compare: 'The worker compares the index with the database within seconds.',
  relate: 'The worker recomputes all related lists in the next minutes.',
  embed: 'They are tried again.',
  rebuild: 'The worker builds a new index; searches use the current one until it is complete.',
}

export default async function AdminSearch({ searchParams }: PageProps<'/admin/search'>) {
  const me = requireAdmin(address)
  const view = await readSearchIndex(me.viewer)
  const { health, outbox, mirror, refused } = view
  return (
    <AdminPage title="Search" at={address} notice={done[one((await searchParams).done) ?? ''] ?? null}>
      {health.reduced && (
        <p className="say say-no" role="status">
          <span>
            <b>Search runs in reduced mode.</b> {health.fault} PostgreSQL is used meanwhile.
          </span>
        </p>
      )}
      <AnalysisProgress analysis={view.analysis} />
      <FormatProgress formatting={view.formatting} />
      <dl className="facts">
        <Fact name="Engine" value={health.engine === 'meilisearch' ? 'Meilisearch' : 'PostgreSQL'} />
        <Fact name="Posts" value={fullCount(view.posts)} />
        {view.analysis.finishedAt && <Fact name="All posts read" value={<FullTime date={view.analysis.finishedAt} />} />}
        {env().meiliUrl && (
          <>
            <Fact name="Waiting to be sent" value={waiting(outbox)} />
            <Fact name="Refused" value={fullCount(outbox.dead)} />
            {mirror.building && <Fact name="A new index" value={`${fullCount(mirror.built)} of ${fullCount(mirror.toBuild)} posts`} />}
            <Fact name="Built" value={mirror.rebuiltAt ? <FullTime date={mirror.rebuiltAt} /> : 'Not yet'} />
            <Fact name="Compared" value={compared(mirror)} />
            {mirror.fault && <Fact name="The worker" value={mirror.fault} />}
          </>
        )}
      </dl>
      {env().meiliUrl ? (
        <form className="do" method="post" action={address}>
          <button className="btn" type="submit" name="do" value="compare">
            Compare with the database
          </button>
          <button className="btn" type="submit" name="do" value="rebuild">
            Build a new index
          </button>
        </form>
      ) : (
        <p className="quiet mt-4">PostgreSQL handles searches. For a large forum, set MEILI_URL and MEILI_KEY.</p>
      )}
      <SemanticSearchFacts semantic={view.semantic} related={view.related} posts={view.posts} action={address} />
      {refused.length > 0 && (
        <section className="desk-sec" aria-labelledby="h-refused">
          <div className="sec-head">
            <h2 id="h-refused">Refused by the engine</h2>
            <p className="meta">{counted(outbox.dead, 'post', 'posts')}</p>
          </div>
          <ul className="plain">
            {refused.map((letter) => (
              <li key={letter.id}>
                <span>
                  <a href={hrefOf(letter)}>
                    {letter.kind} {letter.groupId}
                    {letter.place ? `, post ${letter.place}` : ''}
                  </a>{' '}
                  <span className="meta">
                    {letter.error} · {counted(letter.attempts, 'attempt', 'attempts')}
                  </span>
                </span>
                <form method="post" action={address}>
                  <input type="hidden" name="id" value={letter.id} />
                  <button className="act" type="submit" name="do" value="retry" aria-label={`Try ${letter.kind} ${letter.groupId} again`}>
                    Try again
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      )}
    </AdminPage>
  )
}

function waiting({ waiting, oldestSeconds }: SearchIndexView['outbox']): string {
  return waiting === 0 ? 'Nothing' : `${fullCount(waiting)}, the oldest for ${Math.round(oldestSeconds)} s`
}

function compared({ reconciledAt, reconciled }: SearchIndexView['mirror']): React.ReactNode {
  if (!reconciledAt) return 'Not yet'
  const found = reconciled && `: ${reconciled.missing} missing, ${reconciled.stale} stale, ${reconciled.orphaned} orphaned`
  return (
    <>
      <FullTime date={reconciledAt} />
      {found}
    </>
  )
}

function hrefOf({ kind, groupId, slug }: SearchIndexView['refused'][number]): string {
  return kind === 'thread' ? urls.thread({ id: groupId, slug: slug ?? '' }) : urls.answer(slug ?? '')
}
