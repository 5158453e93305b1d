import { childrenOf, type XmlElement, xmlTree } from './xml-tree'

const atom = 'http://www.w3.org/2005/Atom'
const dublinCore = 'http://purl.org/dc/elements/1.1/'
const content = 'http://purl.org/rss/1.0/modules/content/'
const isAddress = (text: string) => /^https?:\/\//.test(text) && URL.canParse(text)
const rfc822 = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** What each format demands, as sentences that are broken; nothing where a feed keeps all. */
export const brokenRules = {
  /** RSS 2.0, and the profile of its Advisory Board where the specification is silent. */
  rss(xml: string): string[] {
    const broken: string[] = []
    const rule = (holds: boolean, text: string) => holds || broken.push(text)
    const rss = xmlTree(xml)
    rule(rss.name === 'rss' && rss.namespace === '' && rss.attributes.version === '2.0', 'the root is rss 2.0')
    const channels = childrenOf(rss, 'channel')
    rule(channels.length === 1, 'there is one channel')
    const channel = channels[0] as XmlElement
    for (const name of ['title', 'link', 'description']) rule(childrenOf(channel, name).length === 1, `the channel has one ${name}`)
    rule(isAddress(textOf(channel, 'link')), 'the channel’s link is an address')
    const known =
      'title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs cloud ttl image rating textInput skipHours skipDays item'
    for (const child of channel.children)
      rule(child.namespace !== '' || known.split(' ').includes(child.name), `a channel has no ${child.name}`)
    for (const name of ['lastBuildDate', 'pubDate'])
      for (const date of childrenOf(channel, name)) rule(rfc822.test(date.text), `${name} is a date of RFC 822`)
    const [self] = childrenOf(channel, 'link', atom)
    rule(self?.attributes.rel === 'self' && isAddress(self.attributes.href ?? ''), 'the channel names its own address')
    const items = childrenOf(channel, 'item')
    const guids = items.map((item) => textOf(item, 'guid'))
    rule(new Set(guids).size === items.length, 'each item has a guid of its own')
    const knownOfItem = 'title link description author category comments enclosure guid pubDate source'.split(' ')
    for (const item of items) {
      rule(textOf(item, 'title') !== '' || textOf(item, 'description') !== '', 'an item has a title or a description')
      for (const child of item.children) {
        rule(child.namespace !== '' || knownOfItem.includes(child.name), `an item has no ${child.name}`)
        rule(
          child.namespace !== '' || child.name === 'category' || childrenOf(item, child.name).length === 1,
          `${child.name} is there once`,
        )
      }
      rule(isAddress(textOf(item, 'link')), 'an item’s link is an address')
      rule(rfc822.test(textOf(item, 'pubDate')), 'an item’s date is one of RFC 822')
      for (const author of childrenOf(item, 'author')) rule(/\S@\S/.test(author.text), 'an author is a mail address')
      for (const guid of childrenOf(item, 'guid'))
        rule(guid.attributes.isPermaLink === 'false' || isAddress(guid.text), 'a guid is an address or says that it is none')
      for (const category of childrenOf(item, 'category'))
        rule(
          Object.values(category.attributes).every((value) => value !== 'undefined'),
          'a domain is known',
        )
      rule(
        childrenOf(item, 'creator', dublinCore).every(({ text }) => text.trim() !== ''),
        'a creator has a name',
      )
      for (const each of childrenOf(item, 'encoded', content)) broken.push(...brokenAddresses(each.text))
    }
    return broken
  },

  /** RFC 4287. */
  atom(xml: string): string[] {
    const broken: string[] = []
    const rule = (holds: boolean, text: string) => holds || broken.push(text)
    const feed = xmlTree(xml)
    rule(feed.name === 'feed' && feed.namespace === atom, 'the root is a feed of Atom')
    const entries = childrenOf(feed, 'entry')
    for (const each of [feed, ...entries]) {
      for (const name of ['id', 'title', 'updated']) rule(childrenOf(each, name).length === 1, `${each.name} has one ${name}`)
      rule(isAddress(textOf(each, 'id')), `the id of ${each.name} is an IRI`)
      rule(rfc3339.test(textOf(each, 'updated')), `updated of ${each.name} is a date of RFC 3339`)
      for (const date of childrenOf(each, 'published')) rule(rfc3339.test(date.text), 'published is a date of RFC 3339')
      for (const link of childrenOf(each, 'link')) rule(isAddress(link.attributes.href ?? ''), 'a link has an address')
      const alternates = childrenOf(each, 'link').filter(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate')
      rule(
        new Set(alternates.map(({ attributes }) => `${attributes.type} ${attributes.hreflang}`)).size === alternates.length,
        'one alternate of a kind',
      )
      for (const category of childrenOf(each, 'category')) rule((category.attributes.term ?? '') !== '', 'a category has a term')
      for (const author of childrenOf(each, 'author'))
        rule(childrenOf(author, 'name').length === 1 && textOf(author, 'name') !== '', 'an author has one name')
      for (const name of ['title', 'subtitle', 'content', 'summary', 'rights'])
        for (const construct of childrenOf(each, name))
          rule(/^(?:text|html|xhtml)$/.test(construct.attributes.type ?? 'text'), `${name} has a type`)
    }
    rule(
      childrenOf(feed, 'link').some(({ attributes }) => attributes.rel === 'self'),
      'the feed names its own address',
    )
    rule(new Set(entries.map((entry) => textOf(entry, 'id'))).size === entries.length, 'each entry has an id of its own')
    for (const entry of entries) {
      rule(childrenOf(entry, 'author').length > 0 || childrenOf(feed, 'author').length > 0, 'an entry has an author, or its feed')
      rule(childrenOf(entry, 'content').length === 1 || childrenOf(entry, 'link').length > 0, 'an entry has a content or an alternate')
      for (const each of childrenOf(entry, 'content')) broken.push(...brokenAddresses(each.text))
    }
    return broken
  },

  /** JSON Feed 1.1. */
  json(json: string): string[] {
    const broken: string[] = []
    const rule = (holds: boolean, text: string) => holds || broken.push(text)
    const feed = JSON.parse(json)
    rule(feed.version === 'https://jsonfeed.org/version/1.1', 'the version is 1.1')
    rule(typeof feed.title === 'string' && feed.title !== '', 'the feed has a title')
    rule(Array.isArray(feed.items), 'there are items')
    for (const name of ['home_page_url', 'feed_url']) rule(isAddress(feed[name] ?? ''), `${name} is an address`)
    rule(!('author' in feed), 'author has become authors')
    rule(new Set(feed.items.map(({ id }: { id: unknown }) => id)).size === feed.items.length, 'each item has an id of its own')
    for (const item of feed.items) {
      rule(typeof item.id === 'string' && item.id !== '', 'an id is text')
      rule(typeof (item.content_html ?? item.content_text) === 'string', 'an item has content')
      rule(item.url === undefined || isAddress(item.url), 'a url is an address')
      for (const name of ['date_published', 'date_modified'])
        rule(item[name] === undefined || rfc3339.test(item[name]), `${name} is a date of RFC 3339`)
      rule(!('author' in item), 'author has become authors')
      rule(
        (item.authors ?? []).every((author: object) => 'name' in author || 'url' in author || 'avatar' in author),
        'an author has something',
      )
      rule(
        (item.tags ?? []).every((tag: unknown) => typeof tag === 'string'),
        'tags are texts',
      )
      broken.push(...brokenAddresses(item.content_html ?? ''))
    }
    return broken
  },
}

/** Addresses in content that need the page they were on. */
function brokenAddresses(html: string): string[] {
  const tags = html.match(/<[a-z][^<>]*>/gi) ?? []
  const addresses = tags.flatMap((tag) => [...tag.matchAll(/ (?:href|src|cite|srcset)="([^"]*)"/g)].map(([, address]) => address as string))
  return addresses.filter((address) => !/^(?:https?:\/\/|mailto:)/.test(address)).map((address) => `${address} is not absolute`)
}

function textOf(element: XmlElement, name: string): string {
  return childrenOf(element, name)[0]?.text.trim() ?? ''
}
