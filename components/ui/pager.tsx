type Props = { newer: string | null; older: string | null; label?: string; newerWord?: string; olderWord?: string }

/** Links between pages of a list, which keys follow, too. A link that leads nowhere stays as text, so that the other one does not move. */
export function Pager({ newer, older, label, newerWord = 'Newer', olderWord = 'Older' }: Props) {
  if (!newer && !older) return null
  return (
    <nav className="pager" aria-label="Pages">
      <Step href={newer} rel="prev">
        ← {newerWord}
      </Step>
      <p className="meta">{label}</p>
      <Step href={older} rel="next">
        {olderWord} →
      </Step>
    </nav>
  )
}

function Step({ href, rel, children }: { href: string | null; rel: 'prev' | 'next'; children: React.ReactNode }) {
  return href ? (
    <a className="btn" href={href} rel={rel}>
      {children}
    </a>
  ) : (
    <span className="btn" aria-disabled="true">
      {children}
    </span>
  )
}
