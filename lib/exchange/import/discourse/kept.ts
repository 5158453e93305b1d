import { dateOf, isDated } from '../read-values'
import { Spool } from '../spool'
import type { FoundHead, FoundPost } from './intake'

const topicsPerBucket = 128
const idsPerBucket = 100_000

type Place = { id: number; topicId: number; time: number; file: string }

/** Keeps topics and posts of an export on disk until all files have been read. */
export class KeptTopics {
  private constructor(
    private readonly topics: Spool<FoundHead | FoundPost>,
    private readonly places: Spool<Place>,
  ) {}

  static async open(): Promise<KeptTopics> {
    return new KeptTopics(await Spool.open(), await Spool.open())
  }

  async add(item: FoundHead | FoundPost): Promise<void> {
    const topicId = item.kind === 'head' ? item.head.id : item.post.topic_id
    await this.topics.add(Math.floor(topicId / topicsPerBucket), item)
    if (item.kind === 'post') {
      const { id } = item.post
      await this.places.add(Math.floor(id / idsPerBucket), { id, topicId, time: timeOf(item.post.updated_at), file: item.file })
    }
  }

  get buckets(): number {
    return this.topics.size
  }

  /** Returns, for each post that is in several topics of the export, the topic of its newest copy: the post was moved there. */
  async moved(): Promise<Map<number, Place>> {
    const moved = new Map<number, Place>()
    for await (const places of this.places.read()) {
      const newest = new Map<number, Place>()
      for (const place of places) {
        const other = newest.get(place.id)
        if (other && other.topicId !== place.topicId) moved.set(place.id, place)
        if (!other || place.time > other.time) newest.set(place.id, place)
      }
      for (const id of moved.keys()) {
        const place = newest.get(id)
        if (place) moved.set(id, place)
      }
    }
    return moved
  }

  /**
   * Returns the parts of each topic in the order in which they were found, topics by ascending id. `done` is the
   * number of buckets read so far.
   */
  async *read(): AsyncIterable<{ topicId: number; found: (FoundHead | FoundPost)[]; done: number }> {
    let done = 0
    for await (const items of this.topics.read()) {
      const byTopic = new Map<number, (FoundHead | FoundPost)[]>()
      for (const item of items) {
        const topicId = item.kind === 'head' ? item.head.id : item.post.topic_id
        const others = byTopic.get(topicId)
        if (others) others.push(item)
        else byTopic.set(topicId, [item])
      }
      for (const [topicId, found] of [...byTopic].sort(([a], [b]) => a - b)) yield { topicId, found, done }
      done++
    }
  }

  async close(): Promise<void> {
    await this.topics.close()
    await this.places.close()
  }
}

/** Returns a date of the source as a number, or 0 without a date. */
export function timeOf(text: string | null | undefined): number {
  const date = dateOf(text)
  return isDated(date) ? date.getTime() : 0
}
