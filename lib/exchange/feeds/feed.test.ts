import { parseFeed as parseStrictly } from '@rowanmanning/feed-parser'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { beforeAll, expect, test } from 'vitest'
import { brokenRules } from '../../../test/feeds/feed-rules'
import type { AnswerRow } from '../../answers/listing'
import { withAbsoluteAddresses } from '../../content/absolute-addresses'
import { env } from '../../platform/env/env'
import { idMark } from '../../shared/html-ids'
import { type FeedForm, makeFeed } from './feed'
import type { FeedThread } from './feed-items'

const at = new Date('2026-11-20T08:09:10.123Z')
const titles = ['When is Map<K, V> & "Set<V>" ]]> right?', 'Plain', 'Empty \u0000\u0007\uffff']
const body = [
  'See [the page](/tags/tls?a=1&b=2), [a place](#steps), [elsewhere](#nowhere), [near](other) and this[^1].',
  '![chart](/uploads/a.png) ![](//pictures.example/b.png) `<a href="/x">` href="/y" ]]>',
  '# Steps',
  '<details><summary>More</summary>Queue&lt;E&gt; <b>x</b></details>',
  '[^1]: The note.',
].join('\n\n')

const thread = (id: number, title: string, more: Partial<FeedThread> = {}): FeedThread => ({
  id,
  slug: 'x',
  title,
  resolution: 'unanswered',
  createdAt: new Date(at.getTime() + id),
  activityAt: at,
  replyCount: 0,
  boostCount: 0,
  viewCount: 0,
  lastReply: null,
  author: { name: 'ada', displayName: 'Ada <Byron> & Co' },
  topic: { slug: 'java', name: 'Java' },
  tags: ['c#', 'a&b<c'],
  coveredBy: null,
  body,
  ...more,
})
const answer: AnswerRow = {
  id: 1,
  slug: 'maps',
  title: 'Which Map<K, V>?',
  summary: 'Use a Map<K, V> & nothing else.',
  coverCount: 2,
  viewCount: 3,
  publishedAt: at,
  revisedAt: at,
  needsReviewSince: null,
  topic: { slug: 'java', name: 'Java' },
}
const threads = [
  thread(3, titles[0] as string),
  thread(2, titles[1] as string, { author: null, tags: [] }),
  thread(1, titles[2] as string, { body: '<!-- nothing -->', tags: ['one'] }),
]
const feeds = {} as Record<FeedForm, string>
const head = { title: 'Threads of <Java> & others', description: 'New & "good"', page: '/topics/java', self: { topic: 'java' } }

beforeAll(async () => {
  for (const form of ['rss', 'atom', 'json'] as const) feeds[form] = await makeFeed(head, threads, [answer], form)
})

test('feeds keep every rule of RSS 2.0, RFC 4287 and JSON Feed 1.1, full or empty', async () => {
  for (const form of ['rss', 'atom', 'json'] as const) {
    expect(brokenRules[form](feeds[form]), form).toEqual([])
    expect(
      brokenRules[form](await makeFeed({ ...head, description: '', self: null, page: '/' }, [], [], form)),
      `an empty ${form}`,
    ).toEqual([])
  }
})

test('a title or a text that looks like an attribute stays as it is, and the address after it becomes whole', () => {
  const page = 'https://here.example/t/1'
  expect(withAbsoluteAddresses('<a title="x href=" href="/a">b</a>', page)).toBe('<a title="x href=" href="https://here.example/a">b</a>')
  expect(withAbsoluteAddresses('<img alt="x src=" src="c.png" title=" cite=">', page)).toBe(
    '<img alt="x src=" src="https://here.example/t/c.png" title=" cite=">',
  )
})

test('in JSON an entry without tags or author says nothing of them', () => {
  const { items } = JSON.parse(feeds.json) as { items: { title: string; tags?: string[]; authors?: { name: string }[] }[] }
  const of = (title: string) => items.find((item) => item.title === title)
  expect(of(titles[0] as string)).toMatchObject({ tags: ['c#', 'a&b<c'], authors: [{ name: 'Ada <Byron> & Co' }] })
  expect(items.map(({ tags }) => tags)).toContainEqual(['one'])
  for (const name of ['tags', 'authors']) expect(of('Plain')).not.toHaveProperty(name)
})

test('the rules find what is wrong', () => {
  expect(brokenRules.rss(feeds.rss.replace('<dc:creator>', '<author>').replace('</dc:creator>', '</author>'))).toEqual([
    'an author is a mail address',
  ])
  expect(brokenRules.atom(feeds.atom.replace(/<category[^>]* term="c#"\/>/, '<category label="c#"/>'))).toContain('a category has a term')
  expect(brokenRules.json(feeds.json.replace('1.1', '1'))).toEqual(['the version is 1.1'])
  expect(brokenRules.json(feeds.json.replace(/https?:\/\/pictures.example/, '..'))).toEqual(['../b.png is not absolute'])
})

test('programs that read feeds read titles, authors and texts as they were written', () => {
  const rss = parseRssFeed(feeds.rss)
  expect(rss.items?.[0]).toMatchObject({ title: titles[0], dc: { creators: ['Ada <Byron> & Co'] } })
  expect(rss.items?.[0]?.categories?.map(({ name }) => name)).toEqual(['c#', 'a&b<c'])
  const atom = parseAtomFeed(feeds.atom)
  expect(atom.entries?.[0]).toMatchObject({ title: { type: 'html' }, authors: [{ name: 'Ada <Byron> & Co' }] })
  expect(atom.entries?.[0]?.categories?.map(({ term }) => term)).toEqual(['c#', 'a&b<c'])
  const json = parseJsonFeed(JSON.parse(feeds.json))
  expect(json.items?.[0]).toMatchObject({ title: titles[0], authors: [{ name: 'Ada <Byron> & Co' }], tags: ['c#', 'a&b<c'] })
  const html = json.items?.[0]?.content_html
  expect(html).toContain('Queue&#x3C;E>')
  expect(rss.items?.[0]?.content?.encoded, 'no sign is read twice').toBe(html)
  expect(atom.entries?.[0]?.content?.value).toBe(html)
  for (const form of ['rss', 'atom'] as const) {
    const read = parseStrictly(feeds[form])
    expect(read.title, form).toBe(`Threads of <Java> & others · ${env().siteName}`)
    expect(
      read.items.map(({ title }) => title),
      form,
    ).toEqual([titles[0], 'Plain', 'Empty', answer.title])
    expect(
      read.items[0]?.authors.map(({ name }) => name),
      form,
    ).toEqual(['Ada <Byron> & Co'])
    expect(read.items[0]?.url, form).toBe(`${env().siteUrl}/threads/3/x`)
  }
})

test('content needs nothing of our pages: its addresses are whole, and places are those of the post', () => {
  const html: string = JSON.parse(feeds.json).items[0].content_html
  const { siteUrl } = env()
  expect(html).toContain(`<a href="${siteUrl}/tags/tls?a=1&#x26;b=2">the page</a>`)
  expect(html).toContain(`<a href="${siteUrl}/threads/3/x#q_steps">a place</a>`)
  expect(html).toContain('<a>elsewhere</a>')
  expect(html).toContain(`<a href="${siteUrl}/threads/3/other">near</a>`)
  expect(html).toContain(`href="${siteUrl}/threads/3/x#q_fn-1"`)
  expect(html).toContain(`<img src="${siteUrl}/uploads/a.png"`)
  expect(html, 'what only looks like an address stays').toContain('&#x3C;a href="/x"></code> href="/y"')
  expect(feeds.json + feeds.atom + feeds.rss).not.toContain(idMark)
})

test('an answer that needs review says so, to programs and to people', async () => {
  const asked = { ...answer, needsReviewSince: new Date('2026-11-12T08:00:00Z') }
  const [item] = JSON.parse(await makeFeed(head, [], [asked], 'json')).items
  expect(item.tags).toEqual(['canonical answer', 'needs review'])
  expect(item.content_html).toMatch(/<p>Needs review since .*12.*2026\.<\/p>$/)
  const fine: { tags: string[] }[] = JSON.parse(feeds.json).items
  expect(fine.flatMap(({ tags }) => tags ?? [])).not.toContain('needs review')
})

test('a summary of an answer is text, and an entry that shows nothing has its title', () => {
  const items: { content_html: string; title: string }[] = JSON.parse(feeds.json).items
  expect(items.map(({ content_html }) => content_html).slice(2)).toEqual([
    '<p>Empty </p>',
    '<p>Use a Map&lt;K, V&gt; &amp; nothing else.</p>',
  ])
})
