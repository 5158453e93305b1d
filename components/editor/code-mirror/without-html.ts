/**
 * In the place of @codemirror/lang-html, which @codemirror/lang-markdown imports for HTML within Markdown: parsers of HTML, CSS and
 * JavaScript, 50 KiB for a few tags in colour. We use parts of lang-markdown that never call it; the bundler can't see that.
 */
export const html = () => ({ support: [], language: { parser: null } })
export const htmlCompletionSource = () => null
