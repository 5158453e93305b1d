/** The path to this page, the outermost first. */
export function Crumbs({ steps }: { steps: { href: string; label: string }[] }) {
  return (
    <nav aria-label="Where you are">
      <ol className="crumbs">
        {steps.map((step) => (
          <li key={step.href}>
            <a href={step.href} dir="auto">
              {step.label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
