import { findDiscourseBase } from './dialects/base-address'
import { discourseTexts } from './dialects/discourse-texts'
import { Categories } from './discourse/categories'
import { gather } from './discourse/gather'
import { itemsOf } from './discourse/intake'
import { KeptTopics } from './discourse/kept'
import { choose, threadOf } from './discourse/topic-records'
import { orProblem } from './or-problem'
import type { Progress, ReaderOptions, SourceRecord } from './source'
import { stoppable } from './stoppable'

/** Reading the files takes less time than converting the texts, which comes second. */
const shareOfReading = 0.3

/**
 * Reads a Discourse export: a folder or archive of JSON files in any order. Each is a response of Discourse to
 * /t/ID.json (a topic with its first posts), /t/ID/posts.json (more of them), /posts/ID.json (one post), site.json,
 * categories.json or /c/…/show.json (names of categories and who may read them), or
 * /admin/users/list/active.json?show_emails=true (so that authors can claim their posts). All files are read before
 * the first thread is returned.
 */
export async function* readDiscourse(source: string, progress: Progress, options: ReaderOptions = {}): AsyncIterable<SourceRecord> {
  const kept = await KeptTopics.open()
  const categories = new Categories()
  const idOfName = new Map<string, number>()
  try {
    const items = itemsOf(source, (done, total) => progress(done * shareOfReading, total))
    for await (const item of stoppable(items, options)) {
      if (item.kind === 'address' || item.kind === 'problem') yield item
      else if (item.kind === 'category') categories.add(item.category, item.complete)
      else {
        await kept.add(item)
        if (item.kind === 'post' && item.post.username && typeof item.post.user_id === 'number')
          idOfName.set(item.post.username, item.post.user_id)
      }
    }
    const base = options.base ?? (await findDiscourseBase(source)) ?? undefined
    yield* threadsOf({ kept, categories, idOfName }, progress, { ...options, base })
  } finally {
    await kept.close()
  }
}

/** Everything in the files of an export. `idOfName` has the ids of people by username. */
type Export = { kept: KeptTopics; categories: Categories; idOfName: Map<string, number> }

async function* threadsOf({ kept, categories, idOfName }: Export, progress: Progress, options: ReaderOptions): AsyncIterable<SourceRecord> {
  const moved = await kept.moved()
  let inCategory = 0
  for await (const { topicId, found, done } of kept.read()) {
    progress(shareOfReading + (1 - shareOfReading) * (done / kept.buckets), 1)
    const topic = gather(topicId, found, (postId) => {
      const place = moved.get(postId)
      return place && place.topicId !== topicId ? place.file : null
    })
    if (!topic) continue
    const categoryId = topic.head.category_id ?? null
    const { chosen, said } = choose(topic, categories.restriction(categoryId), options)
    yield* said
    if (!chosen) continue
    if (categoryId !== null) inCategory++
    yield await orProblem({ file: topic.file, position: `topic ${topicId}` }, async () => {
      const bodies = await discourseTexts(
        [chosen.opening, ...chosen.replies].map(({ post }) => post),
        options.base ?? null,
      )
      return threadOf(chosen, bodies, await categories.topicOf(categoryId, options), (name) => idOfName.get(name))
    })
  }
  progress(1, 1)
  if (inCategory > 0 && categories.unclear.size > 0) yield { kind: 'note', message: unclear(categories) }
}

function unclear(categories: Categories): string {
  if (!categories.any) {
    return 'The export has no site.json and no categories.json, so Cairn cannot know which categories are restricted at the source. Every category counts as public. Check them, or save /site.json of the forum in the same folder and import again.'
  }
  const ids = [...categories.unclear].sort((a, b) => a - b).join(', ')
  return `The export does not say whether these categories are restricted at the source: ${ids}. They count as public.`
}
