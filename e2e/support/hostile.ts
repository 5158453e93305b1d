import fs from 'node:fs'
import path from 'node:path'
import { coverThread, publishRevision, respondToCoverage, startAnswer } from '../../lib/answers'
import { editThread, postReply, startThread } from '../../lib/community/threads'
import { changeProfile } from '../../lib/identity/accounts/profile'
import { findOrCreatePerson } from '../../lib/identity/people/find-or-create'
import { db, pool } from '../../lib/platform/db/client'
import { DomainError } from '../../lib/platform/errors/errors'
import { queueMail } from '../../lib/platform/mail/queue-mail'

/** Texts that attack a page that shows them; more come from CAIRN_EVAL_DIR where it is set. */
export const own = [
  '<script>document.title = "broken"</script>',
  '"><img src=x onerror="document.title=\'broken\'">',
  '<svg/onload=document.title="broken">',
  '[click](javascript:document.title="broken")',
  '![x](x "onerror=alert(1)")',
  '</title><script>document.title="broken"</script>',
  '</script><script>document.title="broken"</script>',
  "'; drop table thread; --",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the attack.
  '{{7*7}} ${7*7} <%= 7*7 %>',
  ']]><script>document.title="broken"</script>',
  '\u202Etxet desrever',
  '\u0000nul and \uD800 half a pair',
  `Z${'\u0301\u0338'.repeat(60)}algo`,
  '𓀀'.repeat(50),
  'a'.repeat(250),
  '\r\nBcc: someone@example.org',
  '/../../etc/passwd?x=1#y',
  '%00%0d%0a%ff',
  '<style>*{display:none}</style>',
  '<a href="data:text/html,<script>1</script>">x</a>',
]

function texts(): string[] {
  const dir = process.env.CAIRN_EVAL_DIR
  const file = dir && path.join(dir, 'bad-input/blns/blns.json')
  const more: string[] = file && fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : []
  return [...own, ...more.filter((text) => text.trim())]
}

/**
 * Puts every text into titles, bodies, tags, names, answers and mail, by the same functions as forms do. `mark` goes into the
 * addresses, so that another attempt has others.
 */
export async function makeHostile(
  mark: string,
): Promise<{ topic: string; texts: number; threads: number[]; answer: string; person: string; tags: string[] }> {
  const viewer = { audience: 'editor' as const, personId: await findOrCreatePerson(db(), `Hostile ${mark}`, 'editor') }
  const slug = `hostile-${mark}`
  const topic = await db().topic.create({ data: { slug, name: own[1] as string, description: own[0] as string } })
  const threads: number[] = []
  let last: { id: number } | null = null
  const all = texts()
  for (const [i, text] of all.entries()) {
    if (i % 12 === 0 || !last) {
      last = await orNull(() =>
        startThread(viewer, { topicId: topic.id, title: text.slice(0, 280), body: text, tags: [text.slice(0, 40), slug] }),
      )
      if (last) threads.push(last.id)
    } else {
      const threadId = last.id
      await orNull(() => postReply(viewer, { threadId, body: text }))
    }
    await db().$transaction((tx) => queueMail(tx, { to: 'someone@example.org', subject: text, body: text }))
  }
  await changeProfile(viewer.personId, { displayName: `${own[0]} x`, about: own[1] as string })
  const answer = await startAnswer(viewer, {
    topicId: topic.id,
    title: own[5] as string,
    body: '',
    slug,
    tags: [slug],
    aliases: [own[0] as string],
  })
  await publishRevision(viewer, {
    answerId: answer.id,
    basedOn: 0,
    title: own[5] as string,
    summary: own[6] as string,
    body: `## ${own[2]}\n\n${all.slice(0, 60).join('\n\n')}`,
    appliesTo: [own[0] as string],
    note: own[0] as string,
    significance: 'major',
  })
  // What only its asker, editors and admins see: another revision, a coverage and what is said against it.
  const [first] = threads as [number]
  await editThread(viewer, { threadId: first, basedOn: 1, title: own[2] as string, body: all.slice(0, 9).join('\n\n'), tags: [slug] })
  await coverThread(viewer, { threadId: first, answerId: answer.id, section: null })
  await respondToCoverage(viewer, { threadId: first, answerId: answer.id, response: 'contested', reason: own.slice(0, 6).join(' ') })
  const { rows } = await pool().query(
    `select distinct g.name from tag g join thread_tag x on x.tag_id = g.id join thread t on t.id = x.thread_id where t.topic_id = $1 limit 12`,
    [topic.id],
  )
  const person = await db().person.findUniqueOrThrow({ where: { id: viewer.personId } })
  return { topic: slug, texts: all.length, threads, answer: answer.slug, person: person.name, tags: rows.map((row) => row.name) }
}

/** A text that is refused in words is as harmless as one that is shown. */
async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}
