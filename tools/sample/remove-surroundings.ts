import { personColumns } from '../../lib/exchange/own-data'
import { type Db, queryRowsIn } from '../../lib/platform/db'
import { sampleSynonyms } from './content'
import { samplePeople, sampleTopics } from './topics'
import { type Kept, KeptRow } from './touched'

export type Removed = { topics: number; tags: number; people: number }

/** Removes topics, tags and people of the sample that nothing needs and nobody has changed. Posts must have been removed before. */
export async function removeSurroundings(tx: Db): Promise<{ removed: Removed; kept: Kept[] }> {
  const tags = await removeTags(tx)
  // Subtopics before the topic they are in.
  const topics = (await removeTopics(tx, 'is not null')) + (await removeTopics(tx, 'is null'))
  const people = await removePeople(tx)
  for (const table of ['tag', 'topic', 'person'])
    await tx.$executeRawUnsafe(
      `delete from sample_row s where s.kind = '${table}' and not exists (select 1 from ${table} k where k.id = s.subject_id)`,
    )
  const kept = await queryRowsIn(tx, KeptRow)`
    select 'topic' as kind, o.id, o.name, case
      when exists (select 1 from thread t where t.topic_id = o.id) or exists (select 1 from answer a where a.topic_id = o.id) then 'it has posts'
      when exists (select 1 from topic c where c.parent_id = o.id) then 'a topic in it stays'
      when exists (select 1 from imported_record r where r.kind = 'topic' and r.local_id = o.id) then 'an import puts its posts there'
      else 'it was changed, or someone is writing in it' end as why
    from topic o join sample_row s on s.kind = 'topic' and s.subject_id = o.id
    union all select 'person', p.id, p.display_name, 'posts that stay name this author'
    from person p join sample_row s on s.kind = 'person' and s.subject_id = p.id
    union all select 'tag', g.id, g.name, 'posts have it, or it was changed' from tag g join sample_row s on s.kind = 'tag' and s.subject_id = g.id
    order by 1 desc, 2`
  return { removed: { topics, tags, people }, kept }
}

async function removeTags(tx: Db): Promise<number> {
  return tx.$executeRaw`
    delete from tag g using sample_row s where s.kind = 'tag' and s.subject_id = g.id and g.description = ''
      and not exists (select 1 from thread_tag x where x.tag_id = g.id) and not exists (select 1 from answer_tag x where x.tag_id = g.id)
      and not exists (select 1 from imported_record r where r.kind = 'tag' and r.local_id = g.id)
      and not exists (select 1 from tag_synonym y where y.tag_id = g.id and y.name <> all(${sampleSynonyms.map(([name]) => name)}::text[]))`
}

async function removeTopics(tx: Db, parent: 'is null' | 'is not null'): Promise<number> {
  const topics = [sampleTopics, ...sampleTopics.subtopics]
  return tx.$executeRawUnsafe(
    `delete from topic o using sample_row s where s.kind = 'topic' and s.subject_id = o.id and o.parent_id ${parent}
      and exists (select 1 from unnest($1::text[], $2::text[], $3::text[]) as u(slug, name, description)
        where u.slug = o.slug and u.name = o.name and u.description = o.description)
      and o.visibility = 'public' and o.documentation_url is null
      and not exists (select 1 from thread t where t.topic_id = o.id) and not exists (select 1 from answer a where a.topic_id = o.id)
      and not exists (select 1 from topic c where c.parent_id = o.id) and not exists (select 1 from ask_draft d where d.topic_id = o.id)
      and not exists (select 1 from imported_record r where r.kind = 'topic' and r.local_id = o.id)
      and not exists (select 1 from old_address x where x.kind = 'topic' and x.subject_id = o.id)`,
    topics.map(({ slug }) => slug),
    topics.map(({ name }) => name),
    topics.map(({ description }) => description),
  )
}

/** Returns people to whom nothing refers: every column that names a person is checked. */
async function removePeople(tx: Db): Promise<number> {
  const named = personColumns
    .filter(({ table, column, by }) => by === 'person' && !(table === 'person' && column === 'id'))
    .map(({ table, column }) => `not exists (select 1 from ${table} k where k.${column} = p.id)`)
  return tx.$executeRawUnsafe(
    `delete from person p using sample_row s where s.kind = 'person' and s.subject_id = p.id
      and exists (select 1 from unnest($1::text[], $2::text[]) as u(name, about) where u.name = p.display_name and u.about = p.about)
      and ${named.join(' and ')}`,
    samplePeople.map(({ name }) => name),
    samplePeople.map(({ about }) => about ?? ''),
  )
}
