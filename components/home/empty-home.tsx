import { env } from '@/lib/platform/env'
import { urls } from '@/lib/shared'

/** The home page of a site where nobody has asked yet. It tells an admin what to do next. */
export function EmptyHome({ isAdmin, canAsk }: { isAdmin: boolean; canAsk: boolean }) {
  return (
    <section className="none" aria-labelledby="begin-title">
      <h2 id="begin-title">{isAdmin ? 'Set up your site' : 'How it works'}</h2>
      {isAdmin ? <Steps /> : <ForReaders canAsk={canAsk} />}
    </section>
  )
}

function ForReaders({ canAsk }: { canAsk: boolean }) {
  return (
    <>
      <p>
        People ask questions, and others reply. When the same question comes back, an editor writes one answer to it and keeps it up to
        date. People who ask later find that answer first.
      </p>
      {canAsk && (
        <p className="do">
          <a className="btn btn-do" href={urls.ask()}>
            Ask a question
          </a>
        </p>
      )}
    </>
  )
}

function Steps() {
  const { siteDescription } = env()
  return (
    <ol className="steps">
      <li>
        <a className="link" href={urls.adminTopics()}>
          Make topics
        </a>{' '}
        for what people will ask about. General is there already.
      </li>
      <li>
        <a className="link" href={urls.ask()}>
          Ask a question
        </a>
        , or{' '}
        <a className="link" href={urls.adminImport()}>
          import an old forum
        </a>
        .
      </li>
      <li>
        <a className="link" href={urls.adminInvitations()}>
          Invite people
        </a>
        , as editors those who will write answers.
      </li>
      {!siteDescription && (
        <li>
          Say what the site is about: put <code>CAIRN_DESCRIPTION</code> into the file <code>.env</code> and start again. The sentence will
          be on this page and in feeds.
        </li>
      )}
    </ol>
  )
}
