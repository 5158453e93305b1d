import { Html } from '@/components/ui/html'
import type { RenderedAnswer } from '@/lib/answers'

/** The text of an answer: its lead, then numbered sections. */
export function AnswerBody({ rendered }: { rendered: RenderedAnswer }) {
  const places = new Set(rendered.sections.map((section) => section.anchor))
  return (
    <div className="prose">
      {rendered.leadHtml && <Html className="lead-in" ids="lead" places={places} html={rendered.leadHtml} />}
      {rendered.sections.map((section) => (
        <section key={section.anchor} aria-labelledby={section.anchor}>
          <h2 id={section.anchor} dir="auto">
            <span className="sn">{section.number}</span>
            {section.heading}
            <a className="perma" href={`#${section.anchor}`} aria-label={`Link to section ${section.number}`}>
              #
            </a>
          </h2>
          <Html ids={`s${section.number}`} places={places} html={section.html} />
        </section>
      ))}
    </div>
  )
}
