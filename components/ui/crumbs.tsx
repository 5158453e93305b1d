/** Where one is, from the outside in. */
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
