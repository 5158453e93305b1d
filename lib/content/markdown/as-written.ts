/** Returns a text that is not formatted as HTML: every character as it was typed, in a block that scrolls. */
export function asWritten(markdown: string): string {
  // A scrolling block must be reachable by keyboard.
  return `<pre tabindex="0"><code>${escapeHtml(markdown)}</code></pre>`
}

/** Escapes text for HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c)
}
