import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { TopicForm } from '@/components/admin/topic-form'
import { listAllTopics } from '@/lib/curation/taxonomy'
import { fullCount, urls } from '@/lib/shared'
import { one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Topics', robots: { index: false } }

const seenBy = { public: 'everyone', members: 'members', editors: 'editors' }

export default async function AdminTopics({ searchParams }: PageProps<'/admin/topics'>) {
  const me = requireAdmin('/admin/topics')
  const topics = await listAllTopics(me.viewer)
  const form = sentForm()
  const sentId = sentValue(form, 'id')
  const first = topics.filter(({ parentId }) => parentId === null)
  return (
    <AdminPage title="Topics" at="/admin/topics" notice={one((await searchParams).saved) ? 'Saved.' : null}>
      {topics.length > 1 && (
        <p className="quiet">
          <a href={urls.adminTopicNames()}>Names and order of all topics</a>
        </p>
      )}
      {topics.map((topic) => (
        <details
          key={topic.id}
          className={topic.parentId ? 'admin-row sub' : 'admin-row'}
          open={form !== undefined && sentId === String(topic.id)}
        >
          <summary className="fold">
            {topic.name}{' '}
            <span className="meta">
              visible to {seenBy[topic.visibility]} · {fullCount(topic.threadCount)}
            </span>
          </summary>
          <TopicForm topic={topic} parents={first} form={sentId === String(topic.id) ? form : undefined} />
        </details>
      ))}
      <details className="admin-row" open={topics.length === 0 || (form !== undefined && sentId === '')}>
        <summary className="fold">A new topic</summary>
        <TopicForm topic={null} parents={first} form={sentId === '' ? form : undefined} />
      </details>
    </AdminPage>
  )
}
