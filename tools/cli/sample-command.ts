import { counted } from '../../lib/shared'
import { removeSample } from '../sample'
import { print } from './print'
import { withDatabase } from './with-database'

const shownKinds = ['thread', 'answer', 'topic']

/** `cairn sample remove`: removes the sample content that nobody has worked on, and lists what stays. */
export async function sampleRemoveCommand({ dryRun, json }: { dryRun?: boolean; json?: boolean }): Promise<void> {
  const report = await withDatabase(() => removeSample({ dryRun }))
  const { threads, replies, answers, topics, tags, people } = report.removed
  const kept = report.kept.filter(({ kind }) => shownKinds.includes(kind))
  print(json, { dryRun: dryRun ?? false, ...report }, [
    `${dryRun ? 'Would remove' : 'Removed'} ${counted(threads, 'thread', 'threads')}, ${counted(replies, 'reply', 'replies')}, ${counted(answers, 'answer', 'answers')}, ${counted(topics, 'topic', 'topics')}, ${counted(tags, 'tag', 'tags')} and ${counted(people, 'author', 'authors')} of the sample.`,
    ...(kept.length > 0 ? [`${dryRun ? 'Would stay' : 'Stays'}, with its authors and tags:`] : []),
    ...kept.map(({ kind, id, name, why }) => `  ${kind} ${kind === 'thread' ? `${id} ` : ''}“${name}”: ${why}`),
  ])
}
