/** Tables of search: written with SQL only, because Prisma knows no tsvector and would see them as drift for ever. */
export const searchTables = [
  'search_post',
  'post_text',
  'search_term',
  'search_word',
  'search_corpus',
  'search_change',
  'search_outbox',
  'search_mirror',
  'search_analysis',
  'meaning_model',
  'meaning_vector',
  'meaning_cell',
  'meaning_due',
  'meaning_state',
].map((table) => `public.${table}`)

/** Types that these tables alone have. */
export const searchEnums = ['public.post_kind']
