import type { Db } from '../../platform/db'
import { expirePages, pageTags } from '../../platform/expiry'

/** A site without any topic would take no question. Makes a first one there; returns whether it did. */
export async function makeFirstTopic(tx: Db): Promise<boolean> {
  // One statement: two processes that start at once make one.
  const made = await tx.$executeRaw`
    insert into topic (slug, name, description)
    select 'general', 'General', 'Everything that has no topic of its own yet.' where not exists (select 1 from topic)
    on conflict (slug) do nothing`
  if (made > 0) await expirePages(tx, [pageTags.front])
  return made > 0
}
