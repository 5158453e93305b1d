import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ChoicePage } from '@/components/notices/choice-page'
import { requirePerson } from '@/components/shell/require-person'
import { readSavedSearch, type SavedSearch, savedSearchAddress, savedSearchWords } from '@/lib/notices/searches'
import { urls } from '@/lib/shared'
import { many } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Saved search', robots: { index: false } }

/** Where one saves a search, pauses or removes it, without scripts. */
export default async function SavedSearchPage({ searchParams }: PageProps<'/search/saved'>) {
  const query = await searchParams
  const given = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => many(value).map((each) => [name, each])))
  const [address, words] = [savedSearchAddress(given), savedSearchWords(given)]
  const me = requirePerson(urls.savedSearch(address))
  if (words === '') notFound()
  const saved = await readSavedSearch(me.viewer, given)
  return (
    <ChoicePage title={words} about={{ href: address, label: 'Back to the results' }} state={sentenceOf(saved)}>
      <form className="do" method="post" action={urls.savedSearch(address)}>
        {(saved === null || saved.paused) && <Command value="save" label={saved ? 'Continue' : 'Save this search'} />}
        {saved && !saved.paused && <Command value="pause" label="Pause" />}
        {saved && <Command value="remove" label="Remove" />}
      </form>
    </ChoicePage>
  )
}

function Command({ value, label }: { value: string; label: string }) {
  return (
    <button className="btn" type="submit" name="do" value={value}>
      {label}
    </button>
  )
}

function sentenceOf(saved: SavedSearch | null): string {
  if (!saved) return 'You have not saved this search.'
  if (saved.paused) return 'You have paused this search. You are not told of new results.'
  return 'You have saved this search. It is looked for every hour, and new results are in your inbox.'
}
