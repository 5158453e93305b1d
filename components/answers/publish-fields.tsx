import { Field } from '@/components/ui/field'
import { type FormState, sentValue } from '@/lib/web/http'

const kinds = [
  { value: 'typo', label: 'Typo', says: 'spelling or layout only' },
  { value: 'minor', label: 'Minor', says: 'clearer or more complete' },
  { value: 'major', label: 'Major', says: 'readers who followed it should read it again' },
]

/** The end of a draft's form: how much it changes, and the note that readers see. */
export function PublishFields({ form, first, mineAlone }: { form: FormState | undefined; first: boolean; mineAlone: boolean }) {
  const chosen = sentValue(form, 'significance', first ? 'major' : 'minor')
  return (
    <section aria-labelledby="h-publish">
      <div className="sec-head">
        <h2 id="h-publish">Publish</h2>
        {mineAlone && <p className="meta">You wrote this draft yourself. A review by another editor helps.</p>}
      </div>
      {!first && (
        <>
          <fieldset>
            <legend className="lab">How much it changes</legend>
            {kinds.map(({ value, label, says }) => (
              <label className="tick" key={value}>
                <input type="radio" name="significance" value={value} defaultChecked={chosen === value} />
                <span dir="auto">
                  {label} <span className="quiet">{says}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <Field form={form} name="note" label="What changed" maxLength={500} hint="Readers see it in the history." />
        </>
      )}
      {first && <input type="hidden" name="significance" value="major" />}
      <div className="do">
        <button className="btn" type="submit" name="do" value="publish">
          {first ? 'Publish it' : 'Publish the revision'}
        </button>
      </div>
    </section>
  )
}
