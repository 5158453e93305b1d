import type { Db } from '../../platform/db'

/** Those who mention one person mention another from now on. A post that mentions both mentions the other by all these names. */
export async function moveMentionsOf(tx: Db, from: number, to: number): Promise<void> {
  await tx.$executeRaw`
    update mention kept set names = kept.names || gone.names, told = coalesce(kept.told or gone.told, kept.told, gone.told)
    from mention gone where gone.person_id = ${from} and kept.person_id = ${to}
      and kept.thread_id is not distinct from gone.thread_id and kept.reply_id is not distinct from gone.reply_id`
  await tx.$executeRaw`
    delete from mention gone using mention kept where gone.person_id = ${from} and kept.person_id = ${to}
      and kept.thread_id is not distinct from gone.thread_id and kept.reply_id is not distinct from gone.reply_id`
  await tx.$executeRaw`update mention set person_id = ${to} where person_id = ${from}`
}
