import { type StoredSection, type StoredSections, storedSectionsVersion } from '../content'

/** Runs a statement within the caller's transaction, which may be Prisma's or node-postgres's. */
type Run = (sql: string, values: unknown[]) => Promise<unknown>

/** Stores the sections of an answer's current text. The caller has locked the answer. Two statements. */
export async function storeSections(run: Run, answerId: number, { words, sections }: StoredSections): Promise<void> {
  const of = <T>(pick: (section: StoredSection) => T) => sections.map(pick)
  await run('delete from answer_section where answer_id = $1', [answerId])
  await run(
    `with stored as (
       insert into answer_section (answer_id, number, anchor, heading, source, plain, passage)
       select $1::int, * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]))
     update answer set sections_version = ${storedSectionsVersion}, word_count = $8::int, links_read = false where id = $1::int`,
    [
      answerId,
      of((section) => section.number),
      of((section) => section.anchor),
      of((section) => section.heading),
      of((section) => section.source),
      of((section) => section.plain),
      of((section) => section.passage),
      words,
    ],
  )
}
