type Props = { newer: string | null; older: string | null; label?: string; newerWord?: string; olderWord?: string }

/** Steps between pages of a list. What leads nowhere is shown as such, so that the other does not jump. */
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
