import path from 'node:path'
import { convertAll, convertHtml, plainText } from '../../content'
import { storable } from '../../shared'
import { stackExchangeBase } from './dialects/base-address'
import { orProblem } from './or-problem'
import type { Progress, ReaderOptions, SourceRecord } from './source'
import { KeptPosts } from './stackexchange/kept'
import { type Row, rowsOf } from './stackexchange/read-rows'
import { chooseShown, type DumpFacts, incompleteOf, isCounted, threadOf } from './stackexchange/thread-of'
import { stoppable } from './stoppable'

const upvote = '2'
/** Reading the files takes less time than converting the texts, which comes second. */
const shareOfReading = 0.3
const reading =
  (progress: Progress): Progress =>
  (done, total) =>
    progress(done * shareOfReading, total)

/**
 * Reads a Stack Exchange data dump: a folder or archive of XML files in any order. Answers and comments become
 * replies in order of time. A comment answers the post that it is about. Names of users and tags are in memory.
 * Everything else is on disk until the last file has been read.
 */
export async function* readStackExchange(source: string, progress: Progress, options: ReaderOptions = {}): AsyncIterable<SourceRecord> {
  const kept = await KeptPosts.open()
  const users = new Map<string, { name?: string; createdAt?: string }>()
  const tagOfExcerpt = new Map<string, string>()
  const seen = new Set<string>()
  let isBroken = false
  try {
    for await (const item of stoppable(rowsOf(source, reading(progress)), options)) {
      if ('kind' in item) {
        isBroken ||= item.kind === 'problem'
        yield item
        continue
      }
      const { file, row } = item
      seen.add(file)
      if (file === 'Posts.xml') await kept.addPost(row)
      else if (file === 'Comments.xml') await kept.addComment(row)
      else if (file === 'PostLinks.xml') await kept.addLink(row)
      else if (file === 'Users.xml') users.set(row.Id ?? '', { name: row.DisplayName, createdAt: row.CreationDate })
      else if (file === 'Votes.xml' && row.VoteTypeId === upvote) await kept.addUpvote(row.PostId ?? '')
      else if (file === 'Tags.xml' && row.ExcerptPostId && row.TagName) tagOfExcerpt.set(row.ExcerptPostId, row.TagName)
    }
    const excerpts: { tag: string; row: Row }[] = []
    let others = 0
    for await (const item of kept.join()) {
      if (item.kind !== 'other') {
        yield item
        continue
      }
      const tag = tagOfExcerpt.get(item.row.Id ?? '')
      if (tag === undefined) others++
      else excerpts.push({ tag, row: item.row })
    }
    const facts: DumpFacts = {
      site: siteNameOf(source),
      user: (id) => users.get(id),
      questionOf: (postId) => kept.questionOf(postId),
      hasVotes: seen.has('Votes.xml'),
      hasComments: seen.has('Comments.xml'),
      isBroken,
    }
    yield* threadsOf(kept, facts, progress, { ...options, base: options.base ?? stackExchangeBase(source) ?? undefined })
    if (others > 0)
      yield {
        kind: 'note',
        message: `${others === 1 ? '1 post that is' : `${others} posts that are`} neither question nor answer, such as a tag wiki, ${others === 1 ? 'was' : 'were'} left out.`,
      }
    for (const { tag, row } of excerpts) {
      const description = plainText(await convertHtml(row.Body ?? ''))
      yield {
        kind: 'tag',
        name: tag,
        description,
        at: { file: 'Posts.xml', position: `Id ${row.Id}` },
      }
    }
  } finally {
    await kept.close()
  }
}

async function* threadsOf(kept: KeptPosts, facts: DumpFacts, progress: Progress, options: ReaderOptions): AsyncIterable<SourceRecord> {
  for await (const { question, answers, done } of kept.read()) {
    progress(shareOfReading + (1 - shareOfReading) * (done / kept.buckets), 1)
    if (!question) {
      for (const { row } of answers) {
        const message = row.ParentId
          ? `the answer belongs to question ${row.ParentId}, which is not in the dump`
          : 'the answer does not say which question it belongs to'
        yield { kind: 'problem', file: 'Posts.xml', position: `Id ${row.Id}`, message }
      }
      continue
    }
    const shown = chooseShown(question, answers, options)
    yield* shown.withheld
    const { question: openingPost } = shown
    if (!openingPost) continue
    const incomplete = incompleteOf(question, answers, facts)
    if (incomplete) yield incomplete
    const posts = [openingPost, ...shown.answers]
    yield await orProblem({ file: 'Posts.xml', position: `Id ${question.row.Id}` }, async () => {
      const texts = await bodiesOf(
        posts.map(({ row }) => row),
        options.base,
      )
      const comments = await commentTextsOf(posts.flatMap((post) => post.comments))
      const opening = { post: openingPost, text: texts[0] ?? '' }
      const replies = shown.answers.map((post, i) => ({ post, text: texts[i + 1] ?? '' }))
      const thread = threadOf(opening, replies, facts, (row) => comments.get(row) ?? '')
      // If the dump is broken or lacks a file, a missing reply does not mean that it was removed.
      return { ...thread, complete: !facts.isBroken && incomplete === null && isCounted(question, answers, facts) }
    })
  }
  progress(1, 1)
}

/** Converts the texts of questions and answers, which a dump has as HTML. */
async function bodiesOf(rows: Row[], base: string | undefined): Promise<string[]> {
  const texts = await convertAll(
    rows.map((row) => ({ html: row.Body ?? '' })),
    base ?? null,
  )
  return texts.map(storable)
}

/** Converts the texts of comments, which a dump has as text with some Markdown. */
async function commentTextsOf(rows: Row[]): Promise<Map<Row, string>> {
  const texts = await convertAll(rows.map((row) => ({ typed: row.Text ?? '', dialect: 'comment' })))
  return new Map(rows.map((row, i) => [row, storable(texts[i] ?? '')]))
}

function siteNameOf(source: string): string {
  const name = path
    .basename(path.resolve(source))
    .replace(/\.(tar|tar\.gz|tgz|tar\.xz|txz)$/, '')
    .replace(/\.stackexchange\.com$/, '')
  return name.charAt(0).toUpperCase() + name.slice(1)
}
