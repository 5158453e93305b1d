import { z } from 'zod'
import { answerDocuments, storeSections } from '../../answers'
import { takeApart } from '../../content'
import { queryRow } from '../../platform/db'
import { analyseDocument, writeDocuments } from '../../search'
import { slugOf } from '../../shared'
import type { ImportContext } from './context'
import { freeSlug } from './free-slug'
import { digestOf, readLedger, writeLedger } from './ledger'
import type { SourceAnswer } from './source'
import { tagIdsByLabel, tagIdsOf } from './tags'
import { topicIdFor } from './topics'

const Id = z.object({ id: z.int() })

/**
 * Publishes an imported explainer. Its text is revision 1, with the newest note and date. Older revisions, of which
 * the source has no text, become historical entries. A known answer is not changed.
 */
export async function writeAnswer(context: ImportContext, answer: SourceAnswer): Promise<void> {
  const { client, sourceId, report } = context
  const digest = digestOf(answer)
  const known = (await readLedger(client, sourceId, 'answer', [answer.externalId])).get(answer.externalId)
  if (known) {
    report.answers.unchanged++
    return
  }
  const topicId = await topicIdFor(client, sourceId, answer.topic, context.topics)
  const slug = await freeSlug(client, 'answer', slugOf(answer.title, 'answer'))
  const { id } = await queryRow(
    client,
    Id,
    `insert into answer (slug, topic_id, area_id, title, summary, body, applies_to, status, revision_number, created_at, published_at, revised_at,
       view_count, view_base, boost_base)
     values ($1, $2, $2, $3, $4, $5, '{}', 'published', 1, $6, $6, $7, $8, $8, $9) returning id`,
    [slug, topicId, answer.title, answer.summary, answer.body, answer.createdAt, answer.revisedAt, answer.views, answer.boosts],
  )
  await storeSections(async (sql, values) => void (await client.query(sql, values)), id, takeApart({ ...answer, keptAnchors: {} }))
  for (const [i, { note, createdAt }] of answer.history.entries()) {
    const current = i === answer.history.length - 1
    await client.query(
      `insert into answer_revision (answer_id, number, title, summary, body, applies_to, note, significance, created_at)
       values ($1, $2, $3, $4, $5, '{}', $6, 'minor', $7)`,
      [id, ...(current ? [1, answer.title, answer.summary, answer.body] : [null, null, null, null]), note, createdAt],
    )
  }
  await tagIdsByLabel(client, answer.tags, context.tags)
  for (const tagId of tagIdsOf(context, answer.tags)) {
    await client.query('insert into answer_tag (answer_id, tag_id) values ($1, $2)', [id, tagId])
  }
  const documents = answerDocuments({
    id,
    title: answer.title,
    summary: answer.summary,
    body: answer.body,
    keptAnchors: {},
    publishedAt: answer.createdAt,
    createdAt: answer.createdAt,
    version: 1,
    aliases: [],
    covered: [],
    tags: answer.tags,
  }).map(analyseDocument)
  await writeDocuments(client, documents)
  await writeLedger(client, sourceId, 'answer', [{ externalId: answer.externalId, localId: id, digest }])
  report.answers.added++
}
