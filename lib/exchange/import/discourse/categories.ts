import { convertHtml, plainText } from '../../../content'
import type { ReaderOptions, SourceTopic } from '../source'
import type { Category } from './schemas'

/** Categories of the export: names, order, parents, and who may read them. */
export class Categories {
  private readonly known = new Map<number, Category>()
  private complete = false
  /** Categories of which the export does not say whether everyone may read them. */
  readonly unclear = new Set<number>()

  /** Adds a category of a file. If several files have the same category and one says that it is restricted, it is restricted. */
  add(category: Category, complete: boolean): void {
    this.complete ||= complete
    const before = this.known.get(category.id)
    const given = Object.fromEntries(Object.entries(category).filter(([, value]) => value !== null && value !== undefined))
    this.known.set(category.id, {
      ...(before ?? category),
      ...given,
      read_restricted: before?.read_restricted || isRestricted(category) || (category.read_restricted ?? before?.read_restricted ?? null),
    })
  }

  /** Whether any file has categories. */
  get any(): boolean {
    return this.known.size > 0
  }

  /** Returns why not everyone may read a category, or null. A category is as restricted as those above it. */
  restriction(id: number | null): string | null {
    if (id === null) return null
    const path = this.pathOf(id)
    const closed = path.find(isRestricted)
    if (closed) return `not everyone may read its category “${closed.name}”`
    if (path.length === 0 && this.complete) return `its category ${id} is not listed in site.json, so it may not be public`
    if (path.length === 0 || path.some(({ read_restricted }) => typeof read_restricted !== 'boolean')) this.unclear.add(id)
    return null
  }

  /** Returns a category as a topic. Topics have two levels, so deeper categories become subtopics of the first. */
  async topicOf(id: number | null, { restricted }: ReaderOptions): Promise<SourceTopic> {
    const path = id === null ? [] : this.pathOf(id)
    const [own] = path
    const visibility = restricted && this.restriction(id) ? { visibility: restricted } : {}
    if (!own) return { externalId: String(id ?? 0), name: id ? `Category ${id}` : 'Uncategorised', unnamed: true, ...visibility }
    const root = path.at(-1) ?? own
    const description = own.description_text ?? plainText(await convertHtml(own.description ?? ''))
    return {
      externalId: String(own.id),
      name: own.name,
      ...(own.unnamed && { unnamed: true }),
      ...(description && { description }),
      ...(own.position !== null && own.position !== undefined && { position: own.position }),
      ...(root !== own && { parent: await this.topicOf(root.id, { restricted }) }),
      ...visibility,
    }
  }

  /** Returns a category and those above it, the nearest first. */
  private pathOf(id: number): Category[] {
    const path: Category[] = []
    for (let at = this.known.get(id); at && !path.includes(at); at = this.known.get(at.parent_category_id ?? Number.NaN)) path.push(at)
    return path
  }
}

/** A category whose marks can't be read counts as restricted. */
function isRestricted({ read_restricted, group_permissions, unclear }: Category): boolean {
  return (
    read_restricted === true ||
    Boolean(unclear) ||
    (Boolean(group_permissions?.length) && !group_permissions?.some(({ group_name }) => group_name === 'everyone'))
  )
}
