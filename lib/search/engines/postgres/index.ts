import type { SearchEngine } from '../port'
import { find } from './find'
import { list } from './list'

/** Search with nothing to install: PostgreSQL's inverted index finds, nothing in it ranks. */
export const postgresEngine: SearchEngine = { name: 'postgres', find, list }
