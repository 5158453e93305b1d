export type Tab = { key: string; href: string; label: string; count?: string }

/** Lists of one kind, each with a link, a name and perhaps how much is in it. `label` says what they are, for those who don't see them. */
export function Tabs({ label, at, tabs }: { label: string; at: string; tabs: readonly Tab[] }) {
  return (
    <nav className="tabs own-tabs" aria-label={label}>
      {tabs.map(({ key, href, label, count }) => (
        <a key={key} href={href} aria-current={key === at ? 'page' : undefined}>
          {label}
          {count !== undefined && (
            <>
              {' '}
              <span>{count}</span>
            </>
          )}
        </a>
      ))}
    </nav>
  )
}
