import { urls } from '@/lib/shared'

const places = [
  { href: urls.deskSearches(), label: 'Search gaps' },
  { href: urls.deskGolden(), label: 'Golden queries' },
  { href: urls.deskSynonyms(), label: 'Synonyms' },
]

/** Leads between the pages about what people search for. */
export function SearchesNav({ at }: { at: string }) {
  return (
    <nav className="desk-nav admin-nav" aria-label="Searches">
      {places.map(({ href, label }) => (
        <a key={href} href={href} aria-current={href === at ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  )
}
