import { keptAnchorsColumn, takeApart } from '../../content'
import type { Db } from '../../platform/db'
import type { Revised, StoredRevision } from './subject'

const sectionsIn = ({ body, summary }: { body: string; summary: string }) => takeApart({ body, summary, keptAnchors: {} }).sections

/** The texts of which pages have stored HTML: a post, or the sections of an answer and how they begin. */
export function renderedTexts(kind: Revised['kind'], revision: StoredRevision): string[] {
  if (kind !== 'answer') return [revision.body]
  return [revision.body, ...sectionsIn(revision).flatMap(({ source, passage }) => [source, passage])]
}

/**
 * Headings that only these revisions of an answer had. Their anchors were kept so that links lead there if they come back, and threads may
 * be covered by such a section, which is the whole answer since.
 */
export async function forgetAnchors(tx: Db, answerId: number, revisions: StoredRevision[]): Promise<void> {
  const { body, summary, keptAnchors } = await tx.answer.findUniqueOrThrow({ where: { id: answerId } })
  const kept = keptAnchorsColumn.parse(keptAnchors)
  const present = takeApart({ body, summary, keptAnchors: kept }).sections
  const old = revisions.flatMap(sectionsIn)
  const headings = new Set(present.map(({ heading }) => heading))
  const gone = new Set(old.map(({ heading }) => heading).filter((heading) => !headings.has(heading)))
  if (kept && Object.keys(kept).some((heading) => gone.has(heading)))
    await tx.answer.update({
      where: { id: answerId },
      data: { keptAnchors: Object.fromEntries(Object.entries(kept).filter(([heading]) => !gone.has(heading))) },
    })
  const stay = new Set(present.map(({ anchor }) => anchor))
  const section = { in: old.map(({ anchor }) => anchor).filter((anchor) => anchor !== '' && !stay.has(anchor)) }
  await tx.coverage.updateMany({ where: { answerId, section }, data: { section: null } })
  await tx.coverageAlias.updateMany({ where: { answerId, section }, data: { section: null } })
}
