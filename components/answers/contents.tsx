import type { RenderedSection } from '@/lib/answers'

/** Contents of an answer: beside the text on a wide page, folded above it on a narrow one. */
export function Contents({ sections, children }: { sections: RenderedSection[]; children: React.ReactNode }) {
  if (sections.length === 0)
    return (
      <nav className="toc" aria-label="About this answer">
        <div className="only-l">
          <p className="tools-list">{children}</p>
        </div>
      </nav>
    )
  const list = (
    <ol>
      {sections.map((section) => (
        <li key={section.anchor}>
          <a href={`#${section.anchor}`}>
            <span>{section.number}</span>
            <bdi>{section.heading}</bdi>
          </a>
        </li>
      ))}
    </ol>
  )
  return (
    <nav className="toc" aria-label="Contents">
      <div className="only-l">
        <h2>Contents</h2>
        {list}
        <p className="tools-list">{children}</p>
      </div>
      <details className="only-s">
        <summary>
          Contents, {sections.length} {sections.length === 1 ? 'section' : 'sections'}
        </summary>
        {list}
      </details>
    </nav>
  )
}
