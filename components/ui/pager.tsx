type Props = { newer: string | null; older: string | null; label?: string; newerWord?: string; olderWord?: string }

/** Links between pages of a list. A link that leads nowhere stays as text, so that the other one does not move. */
export function Pager({ newer, older, label, newerWord = 'Newer', olderWord = 'Older' }: Props) {
  if (!newer && !older) return null
  return (
    <nav className="pager" aria-label="Pages">
      <Step href={newer}>← {newerWord}</Step>
      <p className="meta">{label}</p>
      <Step href={older}>{olderWord} →</Step>
    </nav>
  )
}

function Step({ href, children }: { href: string | null; children: React.ReactNode }) {
  return href ? (
    <a className="btn" href={href}>
      {children}
    </a>
  ) : (
    <span className="btn" aria-disabled="true">
      {children}
    </span>
  )
}
