import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { rolesOfSessions, type SignedIn } from '../../identity/accounts'
import { countUnread } from '../../notices/inbox'
import { pool, queryRows } from '../../platform/db'
import { log, messageOf } from '../../platform/log'
import { sendText } from './answer'

/** Connections that one person may hold: a few browsers and devices. Others ask every half a minute. */
const connectionsOfOneMax = 3
/** Connections of a process. Each holds a socket and a few kilobytes. */
const connectionsMax = 2_000
/** What is heard within this time is told at once: a job tells thousands of people of an event in several batches. */
const gatherMs = 300
/** A line is sent this often, so that no proxy thinks the connection dead. */
const beatMs = 25_000
/** A browser whose connection was ended comes back after this time. */
const retryMs = 3_000

export const livePath = '/inbox/live'

type Connection = { signedIn: SignedIn; response: ServerResponse }
export type LiveBounds = { one: number; all: number }

const Told = z.object({ personId: z.int() })

/**
 * Tells people who are on the site how many unread notices they have, whenever that changes: server-sent events, one connection for each
 * browser. For each event that people were told of, one query asks which of those who are connected were among them.
 */
export class LiveNotices {
  private readonly connections = new Map<number, Set<Connection>>()
  private count = 0
  private heard: Set<string> | 'everything' = new Set()
  private timer: NodeJS.Timeout | undefined
  private readonly beat: NodeJS.Timeout
  private closed = false

  constructor(private readonly bounds: LiveBounds = { one: connectionsOfOneMax, all: connectionsMax }) {
    this.beat = setInterval(() => this.writeToAll(':\n\n'), beatMs)
    this.beat.unref()
  }

  get size(): number {
    return this.count
  }

  /** Keeps the connection open and says what is unread now. Where there is no room, the browser asks from time to time instead. */
  async open(signedIn: SignedIn | null, response: ServerResponse): Promise<void> {
    // To a browser that has lost its session since, this says: don't ask again. A refusal would be an error on its console.
    if (!signedIn) return void response.writeHead(204, { 'Cache-Control': 'no-store' }).end()
    const { id } = signedIn.person
    const own = this.connections.get(id) ?? new Set()
    if (this.closed || this.count >= this.bounds.all) return sendText(response, 503, 'Too many people listen just now.\n')
    if (own.size >= this.bounds.one) return sendText(response, 429, 'This is open in too many places.\n')
    const connection: Connection = { signedIn, response }
    this.connections.set(id, own.add(connection))
    this.count++
    response.on('close', () => this.remove(id, connection))
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // Some proxies would gather lines before they pass them on.
      'X-Accel-Buffering': 'no',
    })
    response.write(`retry: ${retryMs}\n\n`)
    await this.tell(connection)
  }

  /** People were told of this event. Empty: something may have been missed. */
  hear(eventId: string): void {
    if (this.count === 0) return
    if (eventId === '') this.heard = 'everything'
    else if (this.heard !== 'everything') this.heard.add(eventId)
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      this.tellOfHeard().catch((error) => log('warn', 'people who are connected were not told', { error: messageOf(error) }))
    }, gatherMs)
    this.timer.unref()
  }

  /** Sessions have changed: ends the connections of those that are over, or whose person has another role now. */
  async checkSessions(): Promise<void> {
    if (this.count === 0) return
    const everyone = this.everyone()
    const roles = await rolesOfSessions(everyone.map(({ signedIn }) => signedIn.sessionId)).catch(() => new Map())
    for (const { signedIn, response } of everyone) if (roles.get(signedIn.sessionId) !== signedIn.person.role) response.end()
  }

  /** Ends all connections for good. A shutdown would wait for them. */
  close(): void {
    this.closed = true
    clearInterval(this.beat)
    clearTimeout(this.timer)
    for (const { response } of this.everyone()) response.end()
  }

  private async tellOfHeard(): Promise<void> {
    const { heard } = this
    this.heard = new Set()
    const people = [...this.connections.keys()]
    const told = heard === 'everything' ? people : await amongThem(people, [...heard])
    for (const personId of told) for (const connection of this.connections.get(personId) ?? []) await this.tell(connection)
  }

  private async tell(connection: Connection): Promise<void> {
    const unread = await countUnread(connection.signedIn.viewer)
    if (!connection.response.writableEnded) connection.response.write(`data: ${unread}\n\n`)
  }

  private writeToAll(text: string): void {
    for (const { response } of this.everyone()) response.write(text)
  }

  private everyone(): Connection[] {
    return [...this.connections.values()].flatMap((own) => [...own])
  }

  private remove(personId: number, connection: Connection): void {
    const own = this.connections.get(personId)
    if (!own?.delete(connection)) return
    this.count--
    if (own.size === 0) this.connections.delete(personId)
  }
}

/** Returns those of these people who were told of one of these events. */
async function amongThem(people: number[], eventIds: string[]): Promise<number[]> {
  const rows = await queryRows(
    pool(),
    Told,
    `select distinct person_id as "personId" from notice where person_id = any($1::int[]) and event_id = any($2::bigint[])`,
    [people, eventIds],
  )
  return rows.map(({ personId }) => personId)
}
