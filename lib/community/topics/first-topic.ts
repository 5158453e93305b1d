import type { Db } from '../../platform/db'
import { expirePages, pageTags } from '../../platform/expiry'

/** The topic of a site that has no other. */
export const firstTopic = { slug: 'general', name: 'General', description: 'Everything that has no topic of its own yet.' }

/** Makes a first topic on a site without any, which could take no question. Returns whether it made one. */
export async function makeFirstTopic(tx: Db): Promise<boolean> {
  // One statement: two processes that start at once make one.
  const made = await tx.$executeRaw`
    insert into topic (slug, name, description)
    select ${firstTopic.slug}, ${firstTopic.name}, ${firstTopic.description} where not exists (select 1 from topic)
    on conflict (slug) do nothing`
  if (made > 0) await expirePages(tx, [pageTags.front])
  return made > 0
}
