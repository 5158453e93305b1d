import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { pool, queryRow } from '../../lib/platform/db'
import { keysOf } from '../../lib/shared'
import { seeded } from '../evaluate'
import type { BenchMember } from './members'
import { readTexts, readWords } from './written'

const Topic = z.object({ id: z.int() })
const Edited = z.object({ basedOn: z.int(), title: z.string() })

const pauseMs = 700
const requestTimeoutMs = 15_000
const findWithinMs = 10_000
const sendingsMax = 20

/**
 * What members and visitors do on one site at once, how long it took, and which writes were acknowledged. `member` and `visitor` go on
 * until that moment of `performance.now()`.
 */
export class WritingRun {
  times: number[] = []
  foundTimes: number[] = []
  reads = 0
  failures = 0
  /** Failures are expected while processes are killed and started. */
  down = false
  private threads: { id: number; author: number }[] = []
  /** Words of replies and of threads that were acknowledged, and texts of edits. */
  private acknowledged: string[] = []
  private asked: string[] = []
  private edited: { threadId: number; body: string }[] = []
  private topicId = 0

  constructor(
    private readonly origin: string,
    private readonly members: BenchMember[],
  ) {}

  async prepare(): Promise<void> {
    const topic = await queryRow(pool(), Topic, `select id from topic where visibility = 'public' order by id limit 1`)
    this.topicId = topic.id
    for (const [i, member] of this.members.slice(0, 20).entries()) await this.ask(member, `bench${i}`)
  }

  async member(member: BenchMember, index: number, until: number): Promise<void> {
    const random = seeded(index + 1)
    await sleep(random() * pauseMs)
    for (let n = 0; performance.now() < until; n++) {
      const thread = this.threads[Math.floor(random() * this.threads.length)]
      const dice = random()
      if (!thread) return
      if (dice < 0.04) await this.ask(member, `w${index}x${n}`)
      else if (dice < 0.3) await this.reply(member, thread.id, `r${index}q${n}z`)
      else if (dice < 0.4) await this.edit(thread, n)
      else if (dice < 0.5)
        await this.post(this.authorOf(thread), `/threads/${thread.id}/posts/1`, { do: dice < 0.45 ? 'accept' : 'unaccept' })
      else await this.post(member, `/threads/${thread.id}/posts/0`, { do: random() < 0.6 ? 'boost' : 'unboost' })
      await sleep(pauseMs * (0.5 + random()))
    }
  }

  async visitor(until: number): Promise<void> {
    while (performance.now() < until) {
      const thread = this.threads[Math.floor(Math.random() * this.threads.length)]
      try {
        const response = await fetch(`${this.origin}/threads/${thread?.id}/x`, { signal: AbortSignal.timeout(requestTimeoutMs) })
        await response.text()
        if (response.status >= 500) this.fail(`read ${response.status}`)
        this.reads++
      } catch (error) {
        this.fail(`read ${error}`)
      }
      await sleep(20)
    }
  }

  private async ask(member: BenchMember, word: string): Promise<void> {
    const form = { title: `Asked ${word} by a member`, body: `Text of ${word}.`, topic: String(this.topicId), tags: 'bench' }
    let shown = ''
    // Similar threads are looked up first, as the form does; others ask meanwhile.
    for (let attempt = 0; attempt < 3; attempt++) {
      shown += ` ${await this.similar(form.title, form.body)}`
      const to = await this.post(member, '/ask', { ...form, seen: shown, submission: `key-of-${word}` })
      const id = Number(/\/threads\/(\d+)\//.exec(to ?? '')?.[1])
      if (!id) continue
      this.threads.push({ id, author: member.personId })
      this.asked.push(word)
      return
    }
  }

  private async similar(title: string, body: string): Promise<string> {
    const response = await fetch(`${this.origin}/ask/similar`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title, body }),
      signal: AbortSignal.timeout(requestTimeoutMs),
    }).catch(() => null)
    const { items } = response?.ok ? await response.json() : { items: { answer: null, threads: [] } }
    return keysOf(items)
  }

  private async reply(member: BenchMember, threadId: number, word: string): Promise<void> {
    const to = await this.post(member, `/threads/${threadId}/reply`, {
      body: `A reply with the word ${word} in it.`,
      submission: `key-of-${word}`,
    })
    if (!to) return
    this.acknowledged.push(word)
    const since = performance.now()
    while (performance.now() - since < findWithinMs) {
      const response = await fetch(`${this.origin}/search/instant?q=${word}`, { signal: AbortSignal.timeout(requestTimeoutMs) }).catch(
        () => null,
      )
      if (response?.ok && (await response.json()).options.length > 0) {
        this.foundTimes.push(performance.now() - since)
        return
      }
      await sleep(50)
    }
    this.fail(`${word} was not found`)
  }

  private async edit(thread: { id: number; author: number }, n: number): Promise<void> {
    const text = 'select revision_number as "basedOn", title from thread where id = $1'
    const { basedOn, title } = await queryRow(pool(), Edited, text, [thread.id])
    const body = `Edited at ${n}, ${Math.round(performance.now() * 1000)}.`
    const form = { title, basedOn: String(basedOn), body, tags: 'bench' }
    if (await this.post(this.authorOf(thread), `/threads/${thread.id}/edit`, form)) this.edited.push({ threadId: thread.id, body })
  }

  private authorOf(thread: { author: number }): BenchMember {
    return this.members.find((member) => member.personId === thread.author) as BenchMember
  }

  /** Returns where the write leads, or null if it was refused: two people edited at once, or the reply was gone. */
  private async post(member: BenchMember, path: string, form: Record<string, string>): Promise<string | null> {
    const since = performance.now()
    // A client that gets no response sends the same form again: it must count once.
    for (let sent = 1; ; sent++) {
      const answer = await this.send(member, path, form)
      if (answer !== 'no answer') {
        if (answer !== null) this.times.push(performance.now() - since)
        return answer
      }
      if (sent >= sendingsMax || !('submission' in form)) return null
      await sleep(1_000)
    }
  }

  private async send(member: BenchMember, path: string, form: Record<string, string>): Promise<string | null | 'no answer'> {
    try {
      const response = await fetch(this.origin + path, {
        method: 'POST',
        headers: { cookie: member.cookie, accept: 'application/json', origin: this.origin },
        body: new URLSearchParams(form),
        signal: AbortSignal.timeout(requestTimeoutMs),
      })
      const answer = await response.json()
      if (response.status >= 500) this.fail(`${path} ${response.status}`)
      return response.ok ? answer.to : null
    } catch (error) {
      this.fail(`${path} ${error}`)
      return 'no answer'
    }
  }

  private fail(what: string): void {
    if (this.down) return
    this.failures++
    if (this.failures < 10) process.stderr.write(`${what}\n`)
  }

  /** Returns acknowledged replies, threads and edits that are missing, and replies and threads that exist twice. */
  async compare(): Promise<{ lost: number; twice: number }> {
    const words = await readWords()
    const texts = await readTexts([...new Set(this.edited.map(({ threadId }) => threadId))])
    const counts = countsOf(words)
    const known = new Set(texts.map(({ threadId, body }) => `${threadId} ${body}`))
    return {
      lost:
        [...this.acknowledged, ...this.asked].filter((word) => !counts.has(word)).length +
        this.edited.filter(({ threadId, body }) => !known.has(`${threadId} ${body}`)).length,
      twice: [...counts.values()].filter((count) => count > 1).length,
    }
  }
}

function countsOf(words: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
