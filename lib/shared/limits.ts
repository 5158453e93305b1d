/** Longer titles break every listing. */
export const titleLengthMax = 300

/** About forty printed pages. Longer posts are files, and would make every page that shows them slow. */
export const bodyLengthMax = 200_000

/** What others call a person. */
export const displayNameLengthMax = 60

/** Names and descriptions of topics, and descriptions of tags. */
export const topicNameLengthMax = 80
export const descriptionLengthMax = 500

/** The summary of a canonical answer. */
export const summaryLengthMax = 2_000

/** Rows of a listing page. */
export const listingPageSize = 30

/** What waits for editors is counted up to here. */
export const deskCountedMax = 1000

/** Numbers of replies that one page of a thread takes. Most threads fit on one; long ones stay quick to open, also on a phone. */
export const repliesPageSize = 30

/** Links under "Related". */
export const relatedCountMax = 5

/** A query longer than this is a pasted log: its first words are searched. */
export const queryLengthMax = 400
