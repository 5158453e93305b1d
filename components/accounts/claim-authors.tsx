import { FormError, Say } from '@/components/ui/field'
import type { readClaimable } from '@/lib/identity/accounts'
import { counted, urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'

type Props = {
  claimable: Awaited<ReturnType<typeof readClaimable>>
  form: FormState | undefined
  /** The address to which a mail has just been sent, or null. */
  sentTo: string | null
}

/** Lets a person take over imported authors who wrote under their address. */
export function ClaimAuthors({ claimable, form, sentTo }: Props) {
  if (claimable.authors.length === 0 && (claimable.proven || !claimable.any)) return null
  return (
    <section aria-labelledby="h-claim">
      <div className="sec-head">
        <h2 id="h-claim">What you wrote before</h2>
      </div>
      <FormError form={form} />
      {!claimable.proven && (
        <form method="post" action="/settings/claim">
          <p>This site has imported posts. If you wrote some of them under your mail address, confirm the address and they become yours.</p>
          {sentTo && <Say>A mail with a link is on its way to {sentTo}.</Say>}
          <div className="do">
            <button className="btn" type="submit">
              Send me the mail
            </button>
          </div>
        </form>
      )}
      {claimable.authors.length > 0 && <p>These authors wrote under your address. Your account will use the imported author’s name.</p>}
      <ul className="plain">
        {claimable.authors.map((author) => (
          <li key={author.id}>
            <span>
              <a href={urls.person(author.name)} dir="auto">
                {author.displayName}
              </a>
              <span className="meta">
                {' '}
                {counted(author.threads, 'thread', 'threads')}, {counted(author.replies, 'reply', 'replies')}
              </span>
            </span>
            <form method="post" action="/settings/claim">
              <input type="hidden" name="author" value={author.id} />
              <button className="act" type="submit" aria-label={`This is me: ${author.displayName}`}>
                This is me
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
