import type { ErasureScope } from '@/lib/exchange/own-data'
import { counted } from '@/lib/shared'

/** Says what deleting an account removes for good, and what it leaves. `your` is "Your", or "Their" for an admin. */
export function EraseFacts({ scope, your }: { scope: ErasureScope; your: 'Your' | 'Their' }) {
  const you = your === 'Your' ? 'you' : 'they'
  return (
    <>
      <section aria-labelledby="h-goes">
        <div className="sec-head">
          <h2 id="h-goes">What is deleted for good</h2>
        </div>
        <ul className="bullets">
          <li>
            {your} mail address, password, passkeys, and every place where {you} are signed in.
          </li>
          <li>
            {your} name and what {you} said about {your === 'Your' ? 'yourself' : 'themselves'}. Nobody else is given the name.
          </li>
          <li>
            {scope.boosts > 0 ? counted(scope.boosts, 'boost', 'boosts') : `${your} boosts`}, the question {you} may be writing, mails kept
            here, and pictures that no post shows.
          </li>
        </ul>
      </section>
      <section aria-labelledby="h-stays">
        <div className="sec-head">
          <h2 id="h-stays">What stays</h2>
        </div>
        <ul className="bullets">
          <li>What others wrote, also where they name or quote {your === 'Your' ? 'you' : 'the person'}.</li>
          <li>
            Canonical answers{scope.answers > 0 && ` (${you} wrote in ${scope.answers})`}, edits of others’ posts and decisions made as an
            editor or admin. They belong to the site. The name becomes “Former member”.
          </li>
          <li>
            Backups hold everything until they expire. When one is restored, the account is deleted again. An import of an old forum brings
            neither the name nor withdrawn words back.
          </li>
        </ul>
      </section>
    </>
  )
}
