import { flags, part, withQuery } from './with-query'

type DeskCoverOptions = { q?: string; gap?: number; answer?: string; page?: number; tick?: 'all' | 'none'; batch?: number }
type ReviewOptions = { show?: string; reason?: string; only?: number; after?: string; done?: string; of?: number; source?: number }
type UnansweredOptions = {
  is?: string
  sort?: string
  topic?: string
  tag?: string
  age?: string
  views?: string
  none?: string
  after?: string
}

/** Pages of the desk and of the administration. */
export const editorUrls = {
  /** Where an editor covers threads that a search finds (`q`), or those of a gap; `answer` is the slug of the answer that is chosen. */
  deskCover: ({ gap, page, batch, ...options }: DeskCoverOptions = {}) =>
    withQuery('/desk/cover', {
      ...options,
      gap: gap ? String(gap) : undefined,
      page: page && page > 1 ? String(page) : undefined,
      batch: batch ? String(batch) : undefined,
    }),
  deskContested: () => '/desk/contested',
  /** Drafts that are being written, or with `show` those in review; `after` is where a page begins. */
  deskDrafts: (options: { show?: string; after?: string } = {}) => withQuery('/desk/drafts', options),
  /**
   * Answers that need review: `reason` narrows the list, `only` is one answer alone, `after` is where a page begins, `done` what was done with
   * the answer `of` or its source `source`.
   */
  deskNeedsReview: ({ of, only, source, ...options }: ReviewOptions = {}) =>
    withQuery('/desk/needs-review', { ...options, only: only?.toString(), of: of?.toString(), source: source?.toString() }),
  /** Threads that nothing covers: all parameters are filters, but `after`, where a page begins. */
  deskUnanswered: (options: UnansweredOptions = {}) => withQuery('/desk/unanswered', options),
  /** What readers missed: `of` is an answer's id, `before` the number where a page ends, `done` what was dealt with a moment ago. */
  deskFeedback: ({ of, before, done, show }: { show?: string; of?: number; before?: number; done?: number } = {}) =>
    withQuery('/desk/feedback', { show, of: of?.toString(), before: before?.toString(), done: done?.toString() }),
  /** Hidden posts and archived answers; `before` is the audit entry where a page ends. */
  deskHidden: (before?: number) => withQuery('/desk/hidden', { before: before ? String(before) : undefined }),
  /** What editors are asked to decide: `show` is a kind of cases, `after` the case after which a page begins, `done` what was done. */
  deskReports: ({ after, ...options }: { show?: string; after?: number; done?: string } = {}) =>
    withQuery('/desk/reports', { ...options, after: after ? String(after) : undefined }),
  /** What people search for and don't find: `after` is where a page begins, `done` what was done. */
  deskSearches: (options: { show?: string; after?: string; done?: string } = {}) => withQuery('/desk/searches', options),
  deskSearch: (id: number, options: { done?: string } = {}) => withQuery(`/desk/searches/${id}`, options),
  /** Recurring questions that nothing covers: `gap` is the chosen one, `after` where a page of the list begins. */
  deskGaps: (options: { show?: string; topic?: string; days?: string; as?: string; after?: string; gap?: string; done?: string } = {}) =>
    withQuery('/desk/gaps', options),
  /** `find` are words by which another gap is looked for, `of` the gap with which something was just done. */
  deskGap: (id: number, options: { find?: string; done?: string; of?: string } = {}) => withQuery(`/desk/gaps/${id}`, options),
  deskGolden: (options: { from?: string; done?: string } = {}) => withQuery('/desk/golden', options),
  deskSynonyms: (options: { done?: string } = {}) => withQuery('/desk/synonyms', options),
  /** Dead links of answers: `show` is a list of them, `done` what was done. */
  deskLinks: (options: { show?: string; after?: string; before?: string; done?: string } = {}) => withQuery('/desk/links', options),
  /** Sources of answers that have changed; `after` is the one after which a page begins, `done` what was done. */
  /** `source` is what was verified a moment ago, `of` the answer of which a source was dropped. */
  deskEvidence: ({ after, source, of, done }: { after?: number; done?: string; source?: number; of?: number } = {}) =>
    withQuery('/desk/evidence', { done, after: after?.toString(), source: source?.toString(), of: of?.toString() }),
  deskSuspension: () => '/desk/reports/suspension',
  deskDuplicates: (done?: string) => withQuery('/desk/duplicates', { done }),
  desk: () => '/desk',
  /** `checklist` shows the first steps although all of them are done. */
  admin: (options: { done?: string; checklist?: boolean } = {}) => withQuery('/admin', flags(options)),
  adminTopics: () => '/admin/topics',
  adminTopicNames: (options: { saved?: boolean } = {}) => withQuery('/admin/topics/names', flags(options)),
  adminTags: (options: { q?: string; after?: string; saved?: string } = {}) => withQuery('/admin/tags', options),
  adminMail: () => '/admin/mail',
  adminSearch: () => '/admin/search',
  /** `about` is a kind and a number, such as thread-12; `before` and `after` are the entries where a page ends. */
  adminAudit: (
    options: { who?: string; what?: string; from?: string; until?: string; about?: string; before?: string; after?: string } = {},
  ) => withQuery('/admin/audit', options),
  adminImport: (options: { done?: string } = {}) => withQuery('/admin/import', options),
  /** `made` is the invitation that was made a moment ago; `before` is the number where a page of the list ends. */
  adminInvitations: (options: { made?: string; mailed?: boolean; revoked?: string; before?: string } = {}) =>
    withQuery('/admin/invitations', flags(options)),
  adminPeople: (options: { q?: string; show?: string; sort?: string; after?: string; before?: string; deleted?: boolean } = {}) =>
    withQuery('/admin/people', flags(options)),
  adminPerson: (name: string, options: { saved?: boolean } = {}) => withQuery(`/admin/people/${part(name)}`, flags(options)),
  adminPersonDelete: (name: string) => `/admin/people/${part(name)}/delete`,
}
