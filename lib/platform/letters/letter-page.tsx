import { Fragment } from 'react'
import type { Letter, LetterBlock, LetterPart } from './letter'

const paper = '#fbfaf8'
const ink = '#1e1b18'
const quiet = '#65605a'
const line = '#85807a'
const accent = '#17603f'

/** Programs that show mails on a dark ground are told the dark colours; the others change the light ones by themselves. */
const styles = `
:root { color-scheme: light dark; supported-color-schemes: light dark }
body { margin: 0; padding: 0 }
@media (prefers-color-scheme: dark) {
  .page { background: #171512 !important; color: #e9e6e1 !important }
  .link { color: #97cd9c !important }
  .button { background: #97cd9c !important; color: #0d1b12 !important }
  .quote { border-color: #7d7871 !important; color: #bfbab4 !important }
  .foot { border-color: #33302c !important; color: #9f9a93 !important }
}
`

const pageStyle = {
  background: paper,
  color: ink,
  fontFamily: '-apple-system, "Segoe UI", Arial, sans-serif',
  fontSize: 16,
  lineHeight: 1.6,
}
const columnStyle = { maxWidth: 600, margin: '0 auto', padding: '24px 20px' }
const headingStyle = { margin: '24px 0 8px', fontSize: 18, lineHeight: 1.35, fontWeight: 600 }
const quoteStyle = {
  margin: '8px 0 16px',
  padding: '0 0 0 12px',
  borderLeft: `2px solid ${line}`,
  color: '#4b4742',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
} as const
const buttonStyle = {
  display: 'inline-block',
  padding: '10px 18px',
  borderRadius: 4,
  background: accent,
  color: '#ffffff',
  textDecoration: 'none',
}
const footStyle = { marginTop: 32, paddingTop: 16, borderTop: '1px solid #e1deda', fontSize: 13, color: quiet }
const brokenAnywhere = { margin: '0 0 16px', overflowWrap: 'anywhere' } as const

/** The one template of all mails. It loads nothing: no picture, no font, nothing that tells that the mail was opened. */
export function LetterPage({ letter, title, lang }: { letter: Letter; title: string; lang: string }) {
  return (
    <html lang={lang}>
      {/* biome-ignore lint/style/noHeadElement: a mail is no page of Next. */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{styles}</style>
      </head>
      <body className="page" style={{ ...pageStyle, margin: 0 }}>
        <div className="page" style={pageStyle}>
          <div style={columnStyle}>
            {letter.blocks.map((block, i) => (
              <Block key={String(i)} block={block} />
            ))}
            {letter.foot && (
              <div className="foot" style={footStyle}>
                {letter.foot.map((parts, i) => (
                  <p key={String(i)} style={{ margin: '0 0 8px', overflowWrap: 'anywhere' }}>
                    <Parts parts={parts} />
                  </p>
                ))}
              </div>
            )}
          </div>
        </div>
      </body>
    </html>
  )
}

function Block({ block }: { block: LetterBlock }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h2 style={headingStyle}>
          <Parts parts={block.parts} />
        </h2>
      )
    case 'quote':
      return (
        <blockquote className="quote" dir="auto" style={quoteStyle}>
          {lines(block.text)}
        </blockquote>
      )
    case 'list':
      return (
        <ul style={{ margin: '0 0 16px', paddingLeft: 20 }}>
          {block.items.map((parts, i) => (
            <li key={String(i)} style={{ margin: '0 0 6px' }}>
              <Parts parts={parts} />
            </li>
          ))}
        </ul>
      )
    case 'button':
      return (
        <p style={brokenAnywhere}>
          <a className="button" href={block.href} style={buttonStyle}>
            {block.label}
          </a>
        </p>
      )
    default:
      return (
        <p style={brokenAnywhere}>
          <Parts parts={block.parts} />
        </p>
      )
  }
}

function Parts({ parts }: { parts: LetterPart[] }) {
  return parts.map(({ text, href, byPeople }, i) => {
    const words = byPeople ? <bdi>{text}</bdi> : lines(text)
    return (
      <Fragment key={String(i)}>
        {href === undefined ? (
          words
        ) : (
          <a className="link" href={href} style={{ color: accent }}>
            {words}
          </a>
        )}
      </Fragment>
    )
  })
}

function lines(text: string) {
  return text.split('\n').map((each, i) => (
    <Fragment key={String(i)}>
      {i > 0 && <br />}
      {each}
    </Fragment>
  ))
}
