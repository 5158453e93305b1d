import path from 'node:path'
import { SaxesParser } from 'saxes'
import { storable } from '../content/checked-text'
import { convertAll, convertHtml } from '../content/convert'
import { plainText } from '../content/plain-text'
import { DomainError } from '../errors'
import { filesOf, type SourceFile } from './files'
import type { Progress, SourcePerson, SourceRecord, SourceReply, SourceThread } from './source'

const question = '1'
const answer = '2'
const tagExcerpt = '4'
const upvote = '2'
const duplicate = '3'
const wanted = ['Posts.xml', 'Users.xml', 'Tags.xml', 'Comments.xml', 'PostLinks.xml', 'Votes.xml']

type Row = Record<string, string>
type Dump = {
  posts: Map<string, Row>
  users: Map<string, Row>
  tagOfExcerpt: Map<string, string>
  comments: Map<string, Row[]>
  links: Row[]
  upvotes: Map<string, number>
  hasVotes: boolean
  problems: SourceRecord[]
}

/**
 * Reads a Stack Exchange data dump, a folder or an archive of its XML files. Answers and comments become replies in order
 * of time; a comment points to the post it is about. The dump is held in memory: it lists comments, votes and links by
 * number and not by question.
 */
export async function* readStackExchange(source: string, progress: Progress): AsyncIterable<SourceRecord> {
  const dump = await readDump(source, progress)
  yield* dump.problems
  if (dump.posts.size === 0) throw new DomainError('invalid', `${source} has no Posts.xml with posts in it.`)
  const site = siteNameOf(source)
  const answersOf = new Map<string, Row[]>()
  for (const row of dump.posts.values()) {
    if (row.PostTypeId !== answer || !row.ParentId) continue
    const others = answersOf.get(row.ParentId)
    if (others) others.push(row)
    else answersOf.set(row.ParentId, [row])
  }
  for (const post of dump.posts.values()) {
    if (post.PostTypeId === question) yield await threadOf(dump, post, answersOf.get(post.Id ?? '') ?? [], site)
  }
  yield* orphans(dump)
  for (const [postId, name] of dump.tagOfExcerpt) {
    const excerpt = dump.posts.get(postId)
    if (excerpt?.PostTypeId === tagExcerpt) yield { kind: 'tag', name, description: plainText(await convertHtml(excerpt.Body ?? '')) }
  }
}

async function readDump(source: string, progress: Progress): Promise<Dump> {
  const dump: Dump = {
    posts: new Map(),
    users: new Map(),
    tagOfExcerpt: new Map(),
    comments: new Map(),
    links: [],
    upvotes: new Map(),
    hasVotes: false,
    problems: [],
  }
  const isWanted = (name: string) => wanted.includes(path.basename(name))
  for await (const file of filesOf(source, isWanted, progress)) {
    const base = path.basename(file.name)
    await readRows(file, dump, (row) => {
      const id = row.Id ?? ''
      if (base === 'Posts.xml') dump.posts.set(id, row)
      else if (base === 'Users.xml') dump.users.set(id, row)
      else if (base === 'Tags.xml' && row.ExcerptPostId && row.TagName) dump.tagOfExcerpt.set(row.ExcerptPostId, row.TagName)
      else if (base === 'Comments.xml') {
        const others = dump.comments.get(row.PostId ?? '')
        if (others) others.push(row)
        else dump.comments.set(row.PostId ?? '', [row])
      } else if (base === 'PostLinks.xml') dump.links.push(row)
      else if (base === 'Votes.xml') {
        dump.hasVotes = true
        if (row.VoteTypeId === upvote) dump.upvotes.set(row.PostId ?? '', (dump.upvotes.get(row.PostId ?? '') ?? 0) + 1)
      }
    })
  }
  return dump
}

/** Hands on the rows of a file. A broken place is reported; what stands before it has arrived, what comes after it is tried. */
async function readRows(file: SourceFile, dump: Dump, take: (row: Row) => void): Promise<void> {
  const parser = new SaxesParser({ fragment: false })
  const problem = (message: string) => dump.problems.push({ kind: 'problem', file: file.name, position: `line ${parser.line}`, message })
  parser.on('error', (error) => problem(error.message))
  parser.on('opentag', ({ name, attributes }) => {
    if (name !== 'row') return
    if (!attributes.Id) problem('row without Id')
    else take(attributes as Row)
  })
  const decoder = new TextDecoder('utf8')
  for await (const chunk of file.content) parser.write(decoder.decode(chunk as Buffer, { stream: true }))
  parser.close()
}

function siteNameOf(source: string): string {
  const name = path
    .basename(path.resolve(source))
    .replace(/\.(tar|tar\.gz|tgz|tar\.xz|txz)$/, '')
    .replace(/\.stackexchange\.com$/, '')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

async function threadOf(dump: Dump, post: Row, answers: Row[], site: string): Promise<SourceThread> {
  const [body, ...bodies] = await convertAll([post, ...answers].map((row) => row.Body ?? ''))
  const replies: SourceReply[] = answers.map((row, i) => ({
    ...replyOf(dump, row, `post ${row.Id}`, storable(bodies[i] as string)),
    accepted: row.Id === post.AcceptedAnswerId,
    boosts: boostsOf(dump, row),
    addresses: [`/a/${row.Id}`],
  }))
  for (const row of [post, ...answers]) {
    for (const comment of dump.comments.get(row.Id ?? '') ?? []) {
      replies.push({
        ...replyOf(dump, comment, `comment ${comment.Id}`, storable(comment.Text ?? '')),
        boosts: Number(comment.Score ?? 0),
        answers: row === post ? 'opening' : `post ${row.Id}`,
      })
    }
  }
  const placeOf = (id: string) => (id.startsWith('post') ? 0 : 1)
  replies.sort(
    (a, b) =>
      a.createdAt.getTime() - b.createdAt.getTime() ||
      placeOf(a.externalId) - placeOf(b.externalId) ||
      a.externalId.localeCompare(b.externalId, 'en', { numeric: true }),
  )
  const last = replies.at(-1)?.createdAt
  return {
    kind: 'thread',
    externalId: post.Id ?? '',
    title: storable(post.Title ?? `Question ${post.Id}`),
    body: storable(body as string),
    author: authorOf(dump, post),
    topic: { externalId: 'site', name: site, unnamed: true },
    tags: tagsOf(post.Tags ?? ''),
    createdAt: timeOf(post.CreationDate),
    activityAt: latest(timeOf(post.LastActivityDate ?? post.CreationDate), last),
    closed: Boolean(post.ClosedDate),
    boosts: boostsOf(dump, post),
    views: Number(post.ViewCount ?? 0),
    repliesElsewhere: 0,
    addresses: [`/questions/${post.Id}`, `/q/${post.Id}`],
    replies,
    links: dump.links
      .filter((link) => link.PostId === post.Id)
      .map((link) => ({
        // A link may lead to an answer: its question is what we link to.
        toExternalId: dump.posts.get(link.RelatedPostId ?? '')?.ParentId ?? link.RelatedPostId ?? '',
        kind: link.LinkTypeId === duplicate ? 'duplicate' : 'link',
      })),
  }
}

function replyOf(dump: Dump, row: Row, externalId: string, body: string): SourceReply {
  return {
    externalId,
    body,
    author: authorOf(dump, row),
    createdAt: timeOf(row.CreationDate),
    accepted: false,
    boosts: 0,
    answers: null,
    addresses: [],
  }
}

function authorOf(dump: Dump, row: Row): SourcePerson | null {
  const id = row.OwnerUserId ?? row.UserId
  const user = id ? dump.users.get(id) : undefined
  if (id && user)
    return {
      externalId: id,
      name: user.DisplayName ?? `user${id}`,
      displayName: user.DisplayName ?? `user${id}`,
      createdAt: timeOf(user.CreationDate),
    }
  // A removed account leaves its name on the post, or nothing.
  const name = row.OwnerDisplayName ?? row.UserDisplayName
  return name ? { externalId: `name ${name}`, name, displayName: name } : null
}

function boostsOf(dump: Dump, row: Row): number {
  return dump.hasVotes ? (dump.upvotes.get(row.Id ?? '') ?? 0) : Math.max(0, Number(row.Score ?? 0))
}

/** `<c++><linux>` in older dumps, `|c++|linux|` in newer ones. */
function tagsOf(text: string): string[] {
  return [...text.matchAll(/[^<>|]+/g)].map(([tag]) => tag.trim()).filter(Boolean)
}

function timeOf(text: string | undefined): Date {
  const date = new Date(`${text ?? ''}Z`)
  return Number.isNaN(date.getTime()) ? new Date(0) : date
}

function latest(a: Date, b: Date | undefined): Date {
  return b && b > a ? b : a
}

function* orphans(dump: Dump): Iterable<SourceRecord> {
  for (const row of dump.posts.values()) {
    if (row.PostTypeId === answer && !dump.posts.has(row.ParentId ?? '')) {
      yield {
        kind: 'problem',
        file: 'Posts.xml',
        position: `Id ${row.Id}`,
        message: `answer to question ${row.ParentId}, which is not in the dump`,
      }
    }
  }
  for (const postId of dump.comments.keys()) {
    const type = dump.posts.get(postId)?.PostTypeId
    if (type !== question && type !== answer) {
      const [first] = dump.comments.get(postId) ?? []
      yield {
        kind: 'problem',
        file: 'Comments.xml',
        position: `Id ${first?.Id}`,
        message: `comment on post ${postId}, which is no question or answer of the dump`,
      }
    }
  }
}
