/** Returns words as Markdown shows them, for the text of a link. */
export const escapeMarkdown = (words: string) => words.replace(/[\\[\]*_`~<>&]/g, '\\$&')
