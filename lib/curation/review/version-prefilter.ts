import { type AppliedVersion, nameWords } from './applied-versions'
import { escapeSqlRegex } from './escape-regex'

/** Between a name and its number: more than `newerVersionFinder()` allows, because Markdown may have marks there. */
const between = '[^0-9\\n]{0,30}'
/** Between a number and the name it is of. No counted repetition here: it takes PostgreSQL ten times as long. */
const numberOf = '[0-9][^\\n]*[[:space:]](?:of|for)[^[:alnum:]\\n]+(?:the[^[:alnum:]\\n]+)?'

/**
 * Returns a regular expression of PostgreSQL, for `~*`, that matches every text in which `newerVersionFinder()` may find something, so that few
 * texts leave the database.
 */
export function versionPrefilter(applied: AppliedVersion[]): string {
  const names = applied.flatMap(({ name }) => (name === '' ? [] : [sourceOf(name)]))
  const named = names.length > 0 ? [`(?:${names.join('|')})${between}[0-9]`, `${numberOf}(?:${names.join('|')})`] : []
  // The last form is a tag: it has a line of its own.
  const bare = names.length < applied.length ? ['\\mv(?:ersions?)?[^0-9\\n]{0,10}[0-9]', '(?:^|\\n)v?[0-9][0-9.]*x?(?:$|\\n)'] : []
  return [...named, ...bare].join('|')
}

const sourceOf = (name: string) => nameWords(name.normalize('NFC')).map(escapeSqlRegex).join('[^[:alnum:]\\n]{1,8}')
