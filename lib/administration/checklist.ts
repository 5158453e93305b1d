import { z } from 'zod'
import { firstTopic } from '../community/topics'
import { readBackups } from '../exchange/backup'
import { recordAudit } from '../identity/audit'
import { authorize, type Viewer } from '../identity/viewer'
import { pool, queryRow, transaction } from '../platform/db'
import { env, namesOfSettings } from '../platform/env'
import { enqueue } from '../platform/jobs'
import { readModels } from '../search'

/** The steps of an admin's first hours, in the order in which they are best taken. */
export const setupSteps = ['topics', 'import', 'sign_up', 'mail', 'model', 'editors', 'backup', 'sample'] as const
export type SetupStep = (typeof setupSteps)[number]

/** `done` is seen from the facts, `aside` was decided. A step that is done is not aside. */
export type ChecklistStep = { name: SetupStep; done: boolean; aside: boolean }

export type Checklist = {
  steps: ChecklistStep[]
  /** Nothing is left to do or to decide. */
  complete: boolean
  /** Threads and canonical answers of the sample that are still there. */
  sample: { threads: number; answers: number }
}

/** A backup that is older says nothing about whether backups are made. */
const backupDaysMax = 7

const Facts = z.object({
  aside: z.array(z.string()),
  topics: z.boolean(),
  imported: z.boolean(),
  editors: z.int(),
  threads: z.int(),
  answers: z.int(),
})

/** Returns which steps are done, by looking at the facts, and which are set aside. @throws DomainError `forbidden`. */
export async function readChecklist(viewer: Viewer, now = new Date()): Promise<Checklist> {
  authorize(viewer, 'admin.setup')
  const [facts, models] = await Promise.all([readFacts(), readModels()])
  const { last } = readBackups(viewer)
  const set = namesOfSettings()
  const done: Record<SetupStep, boolean> = {
    topics: facts.topics,
    import: facts.imported,
    sign_up: set.includes('CAIRN_SIGN_UP'),
    mail: env().smtpUrl !== undefined,
    model: models.some(({ readyAt }) => readyAt !== null),
    editors: facts.editors > 1,
    backup: last !== null && now.getTime() - new Date(last.at).getTime() < backupDaysMax * 86_400_000,
    sample: facts.threads + facts.answers === 0,
  }
  const steps = setupSteps.map((name) => ({ name, done: done[name], aside: !done[name] && facts.aside.includes(name) }))
  return { steps, complete: steps.every((step) => step.done || step.aside), sample: { threads: facts.threads, answers: facts.answers } }
}

// One statement, in which each part ends with the first row that it finds.
function readFacts(): Promise<z.infer<typeof Facts>> {
  return queryRow(
    pool(),
    Facts,
    `select
       array(select name from setup_step) as aside,
       exists (select 1 from topic o
         where not exists (select 1 from sample_row s where s.kind = 'topic' and s.subject_id = o.id)
           and (o.slug, o.name, o.description) <> ($1, $2, $3)) as topics,
       exists (select 1 from imported_record where kind in ('thread', 'answer')) as imported,
       (select count(*)::int from (select 1 from auth_user u join person p on p.id = u.person_id
         where p.role <> 'member' and u.suspended_at is null limit 2) few) as editors,
       (select count(*)::int from sample_row s join thread t on t.id = s.subject_id where s.kind = 'thread') as threads,
       (select count(*)::int from sample_row s join answer a on a.id = s.subject_id where s.kind = 'answer') as answers`,
    [firstTopic.slug, firstTopic.name, firstTopic.description],
  )
}

/** Sets a step aside, or brings it back. Doing so twice changes nothing. @throws DomainError `forbidden`. */
export async function setStepAside(viewer: Viewer, name: SetupStep, aside: boolean): Promise<void> {
  authorize(viewer, 'admin.setup')
  await transaction(async (tx) => {
    const { count } = aside
      ? await tx.setupStep.createMany({ data: [{ name }], skipDuplicates: true })
      : await tx.setupStep.deleteMany({ where: { name } })
    if (count > 0) await recordAudit(tx, viewer, { action: aside ? 'setup.aside' : 'setup.back', reason: name })
  })
}

/** Asks the worker to remove the sample content that nobody has worked on. @throws DomainError `forbidden`. */
export async function askToRemoveSample(viewer: Viewer): Promise<void> {
  authorize(viewer, 'admin.setup')
  await transaction(async (tx) => {
    await enqueue(tx, 'sample.remove', {})
    await recordAudit(tx, viewer, { action: 'sample.ask' })
  })
}
