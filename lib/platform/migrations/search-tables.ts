/** Tables of search. They are written with SQL only: Prisma does not know tsvector and would always report them as drift. */
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
