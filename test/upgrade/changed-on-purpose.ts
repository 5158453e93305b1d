import type { Served } from './read-site'
import type { StoredFacts } from './stored-facts'

/** What the old version stored, with what an update changes on purpose. Each has its reason. */
export function storedOnPurpose(stored: StoredFacts): StoredFacts {
  return {
    ...stored,
    // 20261128320000_names_of_any_script: a thread of this name had the address of a page of ours.
    threads: (stored.threads ?? []).map((line) => line.replace('"related"', '"related-thread"')),
  }
}

/** Pages about the moment: who is signed in, how large the process is. They are there, and that is all that is compared. */
const ofTheMoment = new Set(['/settings', '/admin'])
/** Ids of headings are for links of other pages here; elsewhere they are the page's own business. */
const withPlaces = /^\/(answers|threads)\//
const renamedThread = / Related$/

/** What is compared of an address: less of what is of the moment or changed on purpose. Each has its reason. */
export function comparable(address: string, { page, ...rest }: Served): Served {
  // Topics stood there as they happened to be stored, now by their number.
  if (address.startsWith('/sitemaps/')) return { ...rest, lines: rest.lines?.toSorted() }
  if (!page || ofTheMoment.has(address)) return rest
  // That same thread: its old address was that of a page of ours, and no link to content.
  const links = page.links.filter((link) => !renamedThread.test(link))
  const places = withPlaces.test(address) ? page.places : []
  // What is shown of a found post has other rules now: what is found, and in which order, has not.
  if (address.startsWith('/search?'))
    return { ...rest, page: { ...page, figures: '', places, links: links.map((link) => link.split(' ')[0] ?? '') } }
  return { ...rest, page: { ...page, places, links } }
}
