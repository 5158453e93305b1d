import { DomainError } from '../../platform/errors'
import { tagLengthMax, tagNameOf } from '../../shared'

/** With more tags, a tag would say nothing about a post. */
export const tagsMax = 8

/**
 * Returns the names of tags that someone typed, each once, in their order. @throws DomainError `invalid` for a label that can't be a tag,
 * or more than `most` tags: nothing that was typed is left out without a word.
 */
export function checkedTags(labels: string[], most = tagsMax, field = 'tags'): string[] {
  const names = labels.map((label) => {
    if (Array.from(label.trim()).length > tagLengthMax)
      throw new DomainError('invalid', `“${label.slice(0, 30)}…” is too long: a tag has at most ${tagLengthMax} characters.`, field)
    const name = tagNameOf(label)
    if (!name) throw new DomainError('invalid', `“${label}” can’t be a tag: it has no letter and no digit.`, field)
    return name
  })
  const each = [...new Set(names)]
  if (each.length > most) throw new DomainError('invalid', `There can be at most ${most} tags; these are ${each.length}.`, field)
  return each
}
