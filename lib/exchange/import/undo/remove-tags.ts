import type { Db } from '../../../platform/db'

/** Removes those of these tags that are not older than the source, have no posts and were never changed by an admin. Returns how many. */
export async function removeEmptyTags(tx: Db, tagIds: number[], since: Date): Promise<number> {
  return tx.$executeRaw`
    delete from tag g where g.id = any(${tagIds}::int[]) and g.created_at >= ${since}
      and not exists (select 1 from thread_tag where tag_id = g.id) and not exists (select 1 from answer_tag where tag_id = g.id)
      and not exists (select 1 from tag_synonym where tag_id = g.id)
      and not exists (select 1 from audit_entry where subject_kind = 'tag' and subject_id = g.id)`
}
