import { readContact } from '@/lib/identity/accounts'
import { urls } from '@/lib/shared'

/** Says to a suspended person what is still open to them, and whom to write to. */
export async function WhomToAsk() {
  const contact = await readContact()
  return (
    <p className="mt-4">
      You can still read everything that is public. If you think this is a mistake,{' '}
      {'href' in contact ? (
        <>
          write to{' '}
          <a className="link" href={contact.href}>
            {contact.text}
          </a>
          .
        </>
      ) : (
        <>
          ask an administrator of this site
          {contact.people.map(({ name, displayName }, i) => (
            <span key={name}>
              {i === 0 ? ': ' : ', '}
              <a className="link" href={urls.person(name)} dir="auto">
                {displayName}
              </a>
            </span>
          ))}
          .
        </>
      )}
    </p>
  )
}
