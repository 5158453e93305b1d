import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { SearchesNav } from '@/components/searches/searches-nav'
import { SynonymFields, SynonymRow } from '@/components/searches/synonym-row'
import { requirePerson } from '@/components/shell/require-person'
import { FormError, Say } from '@/components/ui/field'
import { readSynonyms } from '@/lib/curation/search-gaps'
import { urls } from '@/lib/shared'
import { one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Search synonyms', robots: { index: false } }

const done: Record<string, string> = { save: 'Saved. Searches use it from now on.', remove: 'Removed.' }

/** Words that count as others when somebody searches for them. */
export default async function SynonymsPage({ searchParams }: PageProps<'/desk/synonyms'>) {
  const me = requirePerson(urls.deskSynonyms(), 'search.synonyms')
  const synonyms = await readSynonyms(me.viewer)
  const form = sentForm()
  const refused = Number(sentValue(form, 'id'))
  const isOfRow = synonyms.some(({ id }) => id === refused)
  const notice = form ? undefined : done[one((await searchParams).done) ?? '']
  return (
    <DeskPage title="Search synonyms">
      <SearchesNav at={urls.deskSynonyms()} />
      {notice && <Say>{notice}</Say>}
      <FormError form={form} />
      <p className="deck">
        Who searches for the words on the left also finds what has the words on the right. Both may be several words: they count where they
        follow each other.
      </p>
      <form className="form form-narrow" method="post" action={urls.deskSynonyms()}>
        <SynonymFields form={isOfRow ? undefined : form} of={(name) => name} />
        <div className="do">
          <button className="btn btn-do" type="submit" name="do" value="save">
            Add it
          </button>
        </div>
      </form>
      <section className="desk-sec" aria-labelledby="h-synonyms">
        <div className="sec-head">
          <h2 id="h-synonyms">All of them</h2>
        </div>
        {synonyms.length === 0 && <p className="quiet">There are none yet.</p>}
        {synonyms.map((synonym) => (
          <SynonymRow key={synonym.id} synonym={synonym} form={synonym.id === refused ? form : undefined} />
        ))}
      </section>
    </DeskPage>
  )
}
