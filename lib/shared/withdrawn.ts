/** What is shown instead of the name of a deleted person. */
export const formerMember = 'Former member'
/** The text shown in place of a withdrawn post's title and text. */
export const withdrawnTitle = 'Withdrawn by its author'
export const withdrawnBody = 'Withdrawn by its author.'
/** The title of a merged thread whose text an editor redacted, and its slug. */
export const redactedTitle = 'Redacted by an editor'
export const redactedSlug = 'redacted'
