import { Html } from '@/components/ui/html'
import type { RenderedAnswer } from '@/lib/answers/read-answer'

/** The text of an answer: its lead, then numbered sections. */
export function AnswerBody({ rendered }: { rendered: RenderedAnswer }) {
  return (
    <div className="prose">
      {rendered.leadHtml && <Html className="lead-in" html={rendered.leadHtml} />}
      {rendered.sections.map((section) => (
        <section key={section.anchor} aria-labelledby={section.anchor}>
          <h2 id={section.anchor}>
            <span className="sn">{section.number}</span>
            {section.heading}
            <a className="perma" href={`#${section.anchor}`} aria-label={`Link to section ${section.number}`}>
              #
            </a>
          </h2>
          <Html html={section.html} />
        </section>
      ))}
    </div>
  )
}
