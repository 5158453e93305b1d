import { FindForm } from '@/components/forms/find-form'
import { Field } from '@/components/ui/field'
import { auditGroups } from '@/lib/identity/audit'
import { urls } from '@/lib/shared'

export type AuditParameters = { who?: string; what?: string; from?: string; until?: string; about?: string }

/** Narrows the audit: to one person, a kind of act, some days. */
export function AuditFilterForm({ who = '', what = '', from = '', until = '', about }: AuditParameters) {
  return (
    <FindForm action={urls.adminAudit()} name="who" label="Who" value={who}>
      <div className="q">
        <label className="lab" htmlFor="what">
          What
        </label>
        <select className="field" id="what" name="what" defaultValue={what}>
          <option value="">Everything</option>
          {Object.entries(auditGroups).map(([name, says]) => (
            <option key={name} value={name}>
              {says}
            </option>
          ))}
        </select>
      </div>
      <Field form={undefined} name="from" label="From" type="date" value={from} />
      <Field form={undefined} name="until" label="Until" type="date" value={until} />
      {about && <input type="hidden" name="about" value={about} />}
    </FindForm>
  )
}
