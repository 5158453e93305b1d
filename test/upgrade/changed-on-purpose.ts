import { repliesPageSize } from '../../lib/shared/limits'
import { numbersOfPage, pageOfReply } from '../../lib/shared/reply-pages'
import type { PageFacts } from './page-facts'
import type { Served } from './read-site'
import type { StoredFacts } from './stored-facts'

/** The answer that some askers of that site contest. */
const contestedAnswer = 'a-valve-that-stays-open'

// 20261129081200_own_boosts, 20261129081300_own_reply_boosts: authors had boosted these posts of theirs; each had that one boost.
const ownBoosts = {
  threads: [41, 81, 93, 121, 239, 251, 269, 290, 341],
  replies: [76, 156, 228, 230, 263, 315, 316, 318, 339, 375, 500, 596, 649, 661, 680, 746, 822, 824],
  inThreads: [41, 54, 81, 82, 95, 121, 128, 144, 201, 241, 265, 270, 281, 321, 361],
}
const ofOwnBoosts = new RegExp(`^/threads/(${[...ownBoosts.threads, ...ownBoosts.inThreads].join('|')})/`)

/** Sets the only boost of these rows, a column by its place, to none. */
function withoutOwnBoost(lines: string[] = [], ids: number[], column: number): string[] {
  return lines.map((line) => {
    const row: unknown[] = JSON.parse(line)
    if (!ids.includes(row[0] as number)) return line
    if (row[column] !== 1) throw new Error(`It has other boosts: ${line}`)
    return JSON.stringify(row.with(column, 0))
  })
}

/** What the old version stored, with what an update changes on purpose. Each has its reason. */
export function storedOnPurpose(stored: StoredFacts): StoredFacts {
  return {
    ...stored,
    // 20261128320000_names_of_any_script: a thread of this name had the address of a page of ours.
    threads: withoutOwnBoost(stored.threads, ownBoosts.threads, 14).map((line) => line.replace('"related"', '"related-thread"')),
    replies: withoutOwnBoost(stored.replies, ownBoosts.replies, 8),
    texts: (stored.texts ?? []).map((line) =>
      line
        .replace('"boosts",121,"4ef25ea3a103c0a91a0b56a1c51db609"', '"boosts",112,"285b9ec10b826882a4c545f7198b122f"')
        .replace('"reply boosts",176,"5f38034edf00247b749bfb2f1bf71a36"', '"reply boosts",158,"25eadd3dd8fe8750754e8843c5bf6963"'),
    ),
    // 20261129050000_contested_covers_nothing: five of the 22 threads that it was to settle are contested.
    answers: (stored.answers ?? []).map((line) =>
      line.replace(`"${contestedAnswer}","published",3,null,22,`, `"${contestedAnswer}","published",3,null,17,`),
    ),
  }
}

/**
 * Pages about the moment: who is signed in, how large the process is, how far related lists are, which the update has made again. They are there,
 * and that is all that is compared.
 */
const ofTheMoment = new Set(['/settings', '/admin', '/admin/search'])
/** Ids of headings are for links of other pages here; elsewhere they are the page's own business. */
const withPlaces = /^\/(answers|threads)\//
const renamedThread = / Related$/
/**
 * On the pages of an answer its authors and reviewers lead to their profiles now, the number of its threads to them; for editors Archive is
 * there, and what was called “Threads it settles” is now “Cover threads”.
 */
const linkOfAnswer = /^\/people\/|^\/answers\/[^/]+\/(threads|archive|coverage|use) /
const copyLink = / Copy link$/
const atReply = /#r(\d+)$/
const lastReply = /^\/threads\/\d+\/[^/#]+#r\d+$/
const threadPage = /^\/threads\/\d+\/[^/]+$/

/** Where what an address showed is now. The old address leads there. */
export const presentAddress = (address: string): string => address.replace(/^(\/threads\/\d+)\/judge$/, '$1/coverage-response')

/** The one thread of that site that is longer than a page now. Its posts are compared by a test of its own. */
export const longThread = /^\/threads\/52\/[^/?]+$/

/** Where an address leads now: pages of a thread are shorter, so that a reply may be on another. */
export function presentServed({ to, ...rest }: Served): Served {
  if (to === undefined) return rest
  const page = pageOfReply(Number(atReply.exec(to)?.[1] ?? 0))
  return { ...rest, to: page > 1 ? to.replace('#', `?from=${numbersOfPage(page).first}#`) : to }
}

/** What is compared of an address: less of what is of the moment or changed on purpose. Each has its reason. */
export function comparable(address: string, { page, ...rest }: Served): Served {
  // Topics was there as they happened to be stored, now by their number.
  if (address.startsWith('/sitemaps/')) return { ...rest, lines: rest.lines?.toSorted() }
  // A reply may be hidden, and pages may be longer one day: what leads to a reply, also from a merged thread, leads there for now, not for good.
  if (rest.status === 308 && atReply.test(rest.to ?? '')) return { ...rest, status: 307 }
  if (!page || ofTheMoment.has(address)) return rest
  // That same thread: its old address was that of a page of ours, and no link to content.
  // Lists lead to the last replies of threads, and every post has a link to itself.
  const links = page.links.filter(
    (link) =>
      ![renamedThread, lastReply, copyLink].some((each) => each.test(link)) &&
      !(address.startsWith('/answers/') && linkOfAnswer.test(link)),
  )
  const places = withPlaces.test(address) ? page.places : []
  // The headline of home had figures, which came first; it says now what one can do here.
  if (address === '/')
    return { ...rest, page: { ...page, heading: '', figures: withoutFiguresOf(page.heading, figuresNow(page, links)), places, links } }
  // People are listed with when they joined and what they wrote, the latest first.
  if (address === '/admin/people') return { ...rest, page: { ...page, figures: '', times: [], places, links } }
  // It begins with how many mails were sent within a day and how many wait; the list of them, which begins with the name of a file, is as it was.
  if (address === '/admin/mail') return { ...rest, page: { ...page, figures: page.figures.replace(/^\d+ \d+ (?=000001 )/, '') } }
  // The desk has other parts, three rows of each, in another order; its claim of how many threads ask much the same was false.
  if (address === '/desk') return { ...rest, page: { ...noFacts, heading: page.heading } }
  // The audit is in sentences, with links and times to the minute, fifty on a page.
  if (address === '/admin/audit') return { ...rest, page: { ...noFacts, heading: page.heading } }
  // What is shown of a found post has other rules now: what is found, and in which order, has not.
  if (address.startsWith('/search?'))
    return { ...rest, page: { ...page, figures: '', places, links: links.map((link) => link.split(' ')[0] ?? '') } }
  // A topic counts the threads of its subtopics here as everywhere: 6 + 7 + 5 + 5 + 4 + 4, and 124 + 54 + 52.
  if (address === '/admin/topics')
    return { ...rest, page: { ...page, figures: page.figures.replace(/^0 /, '31 ').replace(/ 124 /, ' 230 '), places, links } }
  // Its first page has the first thirty replies, and its numbers lead to the others.
  if (longThread.test(address))
    return { ...rest, page: { ...noFacts, heading: page.heading, posts: page.posts.slice(0, 1 + repliesPageSize) } }
  const counted = withoutBoostsOfOwn(address, links, figuresNow(page, links))
  // What may be done to a post is in another order now.
  const figures = threadPage.test(address) ? counted.split(' ').toSorted().join(' ') : counted
  return { ...rest, page: { ...page, figures, places, links } }
}

const noFacts: PageFacts = { heading: '', links: [], times: [], figures: '', places: [], posts: [] }

// Contested coverages are not counted any more.
const figuresNow = ({ figures }: PageFacts, links: string[]): string =>
  links.some((link) => link.includes(contestedAnswer)) ? figures.replace(/\b22\b/g, '17') : figures

// Where such a post is shown or listed, a 1 is a 0 now, or is not said.
function withoutBoostsOfOwn(address: string, links: string[], figures: string): string {
  if (![address, ...links].some((each) => ofOwnBoosts.test(each))) return figures
  return figures
    .split(' ')
    .filter((figure) => figure !== '0' && figure !== '1')
    .join(' ')
}

function withoutFiguresOf(heading: string, figures: string): string {
  const first = heading.match(/\d+(?:[.,]\d+)*/g)?.length ?? 0
  return figures.split(' ').slice(first).join(' ')
}
