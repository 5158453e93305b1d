import { createHash } from 'node:crypto'

/** What was typed into a form that failed, and where it was sent. */
export type TypedForm = { action: string; values: Record<string, string[]> }

/** A page that needs neither Next nor the database: for requests that are refused before either is used, and for failures of either. */
export type SimplePage = { title: string; text: string; form?: TypedForm | undefined }

const style = `
:root { color-scheme: light dark; --paper: #fbfaf8; --ink: #1e1b18; --line: #85807a; --accent: #17603f; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --paper: #171512; --ink: #e9e6e1; --line: #7d7871; --accent: #97cd9c; --on: #0d1b12 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif }
main { max-width: 42rem; margin: 0 auto; padding: 3rem 1.25rem }
h1 { font-size: 1.5rem; line-height: 1.3; overflow-wrap: anywhere }
p { overflow-wrap: anywhere }
label { display: block; margin: 1.25rem 0 .25rem }
textarea { width: 100%; padding: .6rem; border: 1px solid var(--line); border-radius: 4px; background: transparent; color: inherit; font: inherit }
button { margin: 1.25rem 1rem 0 0; padding: .6rem 1.1rem; border: 0; border-radius: 4px; background: var(--accent); color: var(--on); font: inherit; cursor: pointer }
a { color: var(--accent) }
`
/** The page runs and loads nothing. Its one style is allowed by its digest. */
export const simplePagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Returns the page as HTML. */
export function simplePage({ title, text, form }: SimplePage): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<link rel="icon" href="/icon.svg">
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${form ? formHtml(form) : '<p><a href="/">Home</a></p>'}
</main>
</body>
</html>
`
}

/** Passwords are never sent back: the page may stay on a screen for a long time. */
const isSecret = (name: string) => /password/i.test(name)

function formHtml({ action, values }: TypedForm): string {
  const fields = Object.entries(values)
    .filter(([name]) => !isSecret(name))
    .flatMap(([name, given]) => given.map((value) => ({ name, value })))
  const shown = fields.filter(isText).map(
    ({ name, value }, i) => `<label for="text-${i}">${escaped(labelOf(name))}</label>
<textarea id="text-${i}" name="${escaped(name)}" rows="${value.length > 80 ? 10 : 2}">
${escaped(value)}</textarea>`,
  )
  const hidden = fields
    .filter((field) => !isText(field))
    .map(({ name, value }) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
  // A form with a password can't be sent again from here, because the password is missing.
  const again = Object.keys(values).some(isSecret) ? '' : '<button type="submit">Send it again</button>'
  return `<form method="post" action="${escaped(action)}">
${shown.length > 0 ? '<p>What you typed is here. You can send it again, or copy it.</p>' : ''}
${[...shown, ...hidden].join('\n')}
<p>${again}<a href="/">Home</a></p>
</form>`
}

const isText = ({ name, value }: { name: string; value: string }) =>
  /^(title|body|text|summary|tags|note|reason|about|comment)$/.test(name) || /\s/.test(value)

function labelOf(name: string): string {
  return name === 'body' ? 'Your text' : name.charAt(0).toUpperCase() + name.slice(1).replace(/\[\]$/, '')
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
