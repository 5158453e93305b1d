import { FormPage } from '@/components/forms/form-page'
import { Field, FormError, Say } from '@/components/ui/field'
import { FullTime } from '@/components/ui/time'
import { type RedactableRevision, type Revised, readRedactable } from '@/lib/curation/redaction'
import type { Viewer } from '@/lib/identity/viewer'
import { type FormState, idOf, one, type Query, sentForm } from '@/lib/web/http'

type Props = {
  viewer: Viewer
  subject: Revised
  title: string
  back: { href: string; label: string }
  action: string
  query: Query
  area?: 'answers'
}

/** The numbers whose boxes are ticked: those that have the words, those that were ticked when the form was refused, or the one that the editor came from. */
function tickedOf(form: FormState | undefined, revisions: RedactableRevision[], chosen: number | null): Set<number> {
  if (!form) return new Set(chosen === null ? [] : [chosen])
  const sent = (form.values['revision[]'] ?? []).map(Number)
  const isLooking = form.values.do?.includes('find') ?? false
  return new Set([...sent, ...(isLooking ? revisions.filter(({ isFound }) => isFound).map(({ number }) => number) : [])])
}

/** Where an editor removes the text of earlier revisions, after having read what that means. */
export async function RedactPage({ viewer, subject, title, back, action, query, area }: Props) {
  const form = sentForm()
  const revisions = await readRedactable(viewer, subject, form?.values.words?.[0])
  const ticked = tickedOf(form, revisions, idOf(one(query.revision) ?? ''))
  const open = revisions.filter(({ isCurrent }) => !isCurrent)
  return (
    <FormPage title={title} about={back} area={area}>
      {one(query.done) === '1' && <Say>It is redacted.</Say>}
      <p className="mt-4">
        For a secret that was pasted, or what must not be read any more. The text of a revision goes for good, wherever this site keeps it:
        its pages, comparisons, search and mails. Its number, author, date and note stay, and everyone sees that it was redacted.
      </p>
      <p className="mt-4">
        <b>This can’t be undone.</b> A secret that others have read is known: change it where it is used. Backups made until now still have
        the text.
      </p>
      <FormError form={form} />
      {open.length === 0 ? (
        <p className="mt-4">
          There is no earlier revision. To redact the current text, save one without the secret first: then what it says now is an earlier
          revision.
        </p>
      ) : (
        <form method="post" action={action}>
          <Field
            form={form}
            name="words"
            label="Words that must go"
            hint="Optional. Earlier revisions that have them are ticked, and they are taken out of comments on the draft and of replies being written. They are not kept."
            maxLength={2_000}
            autoComplete="off"
          />
          <div className="do">
            <button className="btn" type="submit" name="do" value="find" formNoValidate>
              Find revisions with these words
            </button>
          </div>
          <fieldset>
            <legend className="lab">Redact the text of</legend>
            {revisions.map((revision) => (
              <Revision key={revision.number} revision={revision} ticked={ticked.has(revision.number)} />
            ))}
          </fieldset>
          <label className="tick">
            <input type="checkbox" name="notes" value="1" defaultChecked={form?.values.notes !== undefined} />
            <span>Their notes have it, too: redact these as well</span>
          </label>
          <Field
            form={form}
            name="reason"
            label="Reason"
            hint="Kept in the audit log, where administrators read it. Don’t repeat the text."
            rows={2}
            maxLength={1_900}
          />
          <div className="do">
            <button className="btn btn-no" type="submit" name="do" value="redact">
              Redact for good
            </button>
            <a className="link" href={back.href}>
              Redact nothing
            </a>
          </div>
        </form>
      )}
    </FormPage>
  )
}

function Revision({ revision, ticked }: { revision: RedactableRevision; ticked: boolean }) {
  const { number, note, author, createdAt, redactedAt, isCurrent, isFound } = revision
  return (
    <label className="tick">
      <input type="checkbox" name="revision[]" value={number} defaultChecked={ticked && !isCurrent} disabled={isCurrent} />
      <span>
        Revision {number}, {author ?? 'someone'}, <FullTime date={createdAt} />
        {note && (
          <>
            : <bdi>{note}</bdi>
          </>
        )}
        {isCurrent && ' – the current text: save one without the secret first'}
        {redactedAt && ' – redacted'}
        {isFound && <b> – has these words</b>}
      </span>
    </label>
  )
}
