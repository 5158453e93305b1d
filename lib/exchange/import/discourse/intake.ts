import { messageOf } from '../../../platform/log'
import { filesOf, textOf } from '../files'
import type { Origin, Progress, SourceProblem, SourceRecord } from '../source'
import { isObject, type Json, unclearMark } from './read-marks'
import { type Category, categorySchema, type Post, postSchema, reasonOf, type TopicHead, topicSchema, usersSchema } from './schemas'

/** A part of a file of an export. The form tells posts of a topic from posts that were saved one by one: one may be a copy of the other. */
export type Item =
  | FoundHead
  | FoundPost
  | { kind: 'category'; category: Category; complete: boolean }
  | Extract<SourceRecord, { kind: 'address' | 'problem' }>

/** A topic without its posts. `stream` has the ids of all its posts, if the file lists them. */
export type FoundHead = { kind: 'head'; file: string; form: 'topic' | 'list'; head: TopicHead; stream: number[] }
export type FoundPost = { kind: 'post'; file: string; position: string; form: 'topic' | 'loose'; post: Post }

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Reads the files of an export one by one. A part that can't be read is a problem with its place. */
export async function* itemsOf(source: string, progress: Progress): AsyncIterable<Item> {
  // Macs and some editors leave files whose names begin with a dot.
  const wanted = (name: string) => /(^|[\\/])[^.\\/][^\\/]*\.json$/i.test(name)
  for await (const file of filesOf(source, wanted, progress)) {
    let json: unknown
    try {
      json = JSON.parse(await textOf(file))
    } catch (error) {
      const why = error instanceof SyntaxError ? `not valid JSON: ${error.message}` : messageOf(error)
      yield problem(file.name, 'whole file', why)
      continue
    }
    yield* itemsIn(file.name, json)
  }
}

function* itemsIn(file: string, json: unknown): Iterable<Item> {
  if (Array.isArray(json) && json.length > 0) {
    const users = usersSchema.safeParse(json)
    if (users.success) yield* addressesOf(users.data)
    else {
      for (const [i, value] of json.entries()) {
        if (isObject(value) && isObject(value.post_stream)) yield* topic(file, value, value.post_stream)
        else yield post({ file, position: `[${i}]` }, value, 'loose')
      }
    }
  } else if (!isObject(json)) yield problem(file, 'whole file', 'neither a topic nor a post')
  else if (isObject(json.post_stream)) yield* topic(file, json, json.post_stream)
  else if ('category_list' in json || Array.isArray(json.categories) || isObject(json.category)) yield* categories(file, json)
  else if (Array.isArray(json.latest_posts)) yield* posts(file, 'latest_posts', json.latest_posts)
  else if (isObject(json.topic_list)) {
    for (const [i, listed] of listOf(json.topic_list.topics).entries())
      yield head({ file, position: `topic_list.topics[${i}]` }, listed, { form: 'list', stream: [] })
  } else yield post({ file, position: 'whole file' }, json, 'loose', 'neither a topic nor a post: ')
}

function* addressesOf(users: { id: number; email?: string | null }[]): Iterable<Item> {
  for (const { id, email } of users) if (email) yield { kind: 'address', personId: String(id), email }
}

/** /t/ID.json has the topic and its first posts, /t/ID/posts.json more of its posts and no title. */
function* topic(file: string, json: Json, stream: Json): Iterable<Item> {
  if ('title' in json) {
    const ids = listOf(stream.stream).filter((id): id is number => Number.isSafeInteger(id))
    yield head({ file, position: 'topic' }, json, { form: 'topic', stream: ids })
  }
  yield* posts(file, 'post_stream.posts', listOf(stream.posts), json.id)
}

function head({ file, position }: Origin, json: unknown, more: Pick<FoundHead, 'form' | 'stream'>): Item {
  const read = topicSchema.safeParse(marked(json))
  return read.success ? { kind: 'head', file, head: read.data, ...more } : problem(file, position, reasonOf(read.error))
}

function* posts(file: string, list: string, values: unknown[], topicId?: unknown): Iterable<Item> {
  for (const [i, value] of values.entries()) {
    const whole = topicId !== undefined && isObject(value) ? { ...value, topic_id: value.topic_id ?? topicId } : value
    yield post({ file, position: `${list}[${i}]` }, whole, topicId === undefined ? 'loose' : 'topic')
  }
}

function post({ file, position }: Origin, json: unknown, form: FoundPost['form'], before = ''): Item {
  const read = postSchema.safeParse(marked(json))
  if (!read.success) return problem(file, position, `${before}${reasonOf(read.error)}`)
  return { kind: 'post', file, position, form, post: read.data }
}

/** site.json lists every category that its reader may see. The other two may not. */
function* categories(file: string, json: Json): Iterable<Item> {
  const complete = Array.isArray(json.categories)
  const list = isObject(json.category_list) ? json.category_list.categories : undefined
  const open = [...listOf(json.categories), ...listOf(list), ...(isObject(json.category) ? [json.category] : [])]
  for (const value of open) {
    const read = categorySchema.safeParse(marked(value))
    if (!read.success) {
      yield problem(file, 'categories', reasonOf(read.error))
      continue
    }
    const { subcategory_list, ...category } = read.data
    yield { kind: 'category', category, complete }
    for (const below of subcategory_list ?? []) {
      if (isObject(below)) open.push({ parent_category_id: category.id, ...below })
    }
  }
  // If a topic must have a category, site.json leaves out the category for topics without one.
  const id = json.uncategorized_category_id
  if (complete && Number.isSafeInteger(id)) {
    const category = categorySchema.omit({ subcategory_list: true }).parse({ id, name: 'Uncategorised', read_restricted: false })
    if (!open.some((other) => isObject(other) && other.id === id))
      yield { kind: 'category', category: { ...category, unnamed: true }, complete }
  }
}

function marked(json: unknown): unknown {
  return isObject(json) ? { ...json, unclear: unclearMark(json) } : json
}

function problem(file: string, position: string, message: string): SourceProblem {
  return { kind: 'problem', file, position, message }
}
