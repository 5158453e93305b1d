import { z } from 'zod'
import type { Settings } from '../setting'
import { database } from './database'
import { developers } from './developers'
import { links } from './links'
import { mail } from './mail'
import { newcomers } from './newcomers'
import { search, semantic } from './search'
import { server } from './server'
import { site } from './site'
import { backups, imports, pictures } from './storage'

/** All settings by concern, in the order of README.md and .env.example. */
export const groups: { title: string; settings: Settings }[] = [
  { title: 'The site', settings: site },
  { title: 'New members and spam', settings: newcomers },
  { title: 'Links of canonical answers', settings: links },
  { title: 'Processes', settings: server },
  { title: 'Database', settings: database },
  { title: 'Mail', settings: mail },
  { title: 'Pictures in a bucket', settings: pictures },
  { title: 'Automatic backups', settings: backups },
  { title: 'Imports from the browser', settings: imports },
  { title: 'Search with Meilisearch', settings: search },
  { title: 'Semantic search', settings: semantic },
  { title: 'For developers', settings: developers },
]

// The same once more, because a list would lose the type of each.
const typed = {
  ...site,
  ...newcomers,
  ...links,
  ...server,
  ...database,
  ...mail,
  ...pictures,
  ...backups,
  ...imports,
  ...search,
  ...semantic,
  ...developers,
}

/** Every setting by its name. */
export const settings: Settings = typed

type Typed = typeof typed

/** Checks all settings at once. */
export const schema = z.object(
  Object.fromEntries(Object.entries(typed).map(([name, setting]) => [name, setting.schema])) as { [N in keyof Typed]: Typed[N]['schema'] },
)

/** Values as they were set. Each is checked by itself. */
export type Values = z.infer<typeof schema>
