import { Field } from '@/components/ui/field'
import type { SearchSynonym } from '@/lib/search'
import { urls } from '@/lib/shared'
import { type FormState, sentValue } from '@/lib/web/http'

type Fields = { form: FormState | undefined; of: (name: string) => string; synonym?: SearchSynonym }

/** The words of a synonym, and whether it holds the other way round. */
export function SynonymFields({ form, of, synonym }: Fields) {
  const both = form ? sentValue(form, 'both') !== '' : (synonym?.bothWays ?? false)
  return (
    <>
      <Field form={form} id={of('words')} name="words" label="Who searches for" value={synonym?.words} maxLength={100} required />
      <Field form={form} id={of('means')} name="means" label="also finds" value={synonym?.means} maxLength={100} required />
      <label className="tick">
        <input type="checkbox" name="both" value="1" defaultChecked={both} />
        <span>And the other way round</span>
      </label>
    </>
  )
}

/** A search synonym with the form that changes or removes it. */
export function SynonymRow({ synonym, form }: { synonym: SearchSynonym; form: FormState | undefined }) {
  const { id, words, means, bothWays } = synonym
  return (
    <details className="admin-row" open={form !== undefined}>
      <summary className="fold">
        <bdi>{words}</bdi>{' '}
        <span className="meta">
          {bothWays ? 'and' : 'also finds'} <bdi>{means}</bdi>
        </span>
      </summary>
      <form className="form form-narrow" method="post" action={urls.deskSynonyms()}>
        <input type="hidden" name="id" value={id} />
        <SynonymFields form={form} of={(name) => `${name}-${id}`} synonym={synonym} />
        <div className="do">
          <button className="btn" type="submit" name="do" value="save">
            Save<span className="vh">: {words}</span>
          </button>
          <button className="btn btn-no" type="submit" name="do" value="remove" formNoValidate>
            Remove<span className="vh">: {words}</span>
          </button>
        </div>
      </form>
    </details>
  )
}
