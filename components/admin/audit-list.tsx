import { ExactTime } from '@/components/ui/time'
import type { AuditRow } from '@/lib/identity/audit'
import { urls } from '@/lib/shared'

/** What was done, each as a sentence with links, its reason and its time. */
export function AuditList({ rows, about }: { rows: AuditRow[]; about: string | undefined }) {
  return (
    <ul className="plain audit">
      {rows.map(({ id, at, sentence, reason, subject }) => (
        <li key={id}>
          <span>
            {sentence.map(({ text, href }, i) => {
              const key = `${i} ${text}`
              if (href)
                return (
                  <a key={key} className="link" href={href}>
                    <bdi>{text}</bdi>
                  </a>
                )
              // Blanks between the parts stay: they are part of the sentence.
              return text.trim() ? <bdi key={key}>{text}</bdi> : text
            })}
            {reason && (
              <span className="meta desk-why" dir="auto">
                {reason}
              </span>
            )}
            <span className="meta desk-why">
              <ExactTime date={at} />
              {subject && !about && (
                <>
                  {' · '}
                  <a className="act" href={urls.adminAudit({ about: `${subject.kind}-${subject.id}` })}>
                    All about this
                  </a>
                </>
              )}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
