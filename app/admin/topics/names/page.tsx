import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { TopicTable } from '@/components/admin/topic-table'
import { listAllTopics } from '@/lib/curation/taxonomy'
import { urls } from '@/lib/shared'
import { one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Names and order of topics', robots: { index: false } }

/** For the hour after an import: its topics have the names and the order that the other forum gave them. */
export default async function AdminTopicNames({ searchParams }: PageProps<'/admin/topics/names'>) {
  const me = requireAdmin(urls.adminTopicNames())
  const topics = await listAllTopics(me.viewer)
  return (
    <AdminPage title="Names and order of topics" at={urls.adminTopics()} notice={one((await searchParams).saved) ? 'Saved.' : null}>
      <p className="quiet">
        Links to an old address go on leading to its topic. <a href={urls.adminTopics()}>Everything else about a topic</a>
      </p>
      {topics.length === 0 ? <p className="quiet">No topics yet.</p> : <TopicTable topics={topics} form={sentForm()} />}
    </AdminPage>
  )
}
