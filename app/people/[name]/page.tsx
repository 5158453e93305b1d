import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { AnswerTable } from '@/components/answers/answer-table'
import { Page } from '@/components/shell/page'
import { ReplyList } from '@/components/threads/reply-list'
import { ThreadListing } from '@/components/threads/thread-listing'
import { FullTime } from '@/components/ui/time'
import { counted, decoded, urls } from '@/lib/shared'
import { listingParameters } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

type Props = PageProps<'/people/[name]'>

/** Canonical answers that a profile lists. */
const answersShown = 50

async function load({ params }: Props) {
  const name = decoded((await params).name)
  return { name, person: await reads.person(name) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { person } = await load(props)
  return person ? { title: person.displayName, alternates: { canonical: urls.person(person.name) }, robots: { index: false } } : {}
}

export default async function PersonPage(props: Props) {
  const { name, person } = await load(props)
  if (!person) notFound()
  if (person.name !== name) permanentRedirect(urls.person(person.name))
  const request = { ...listingParameters(await props.searchParams), sort: 'newest' as const, filter: 'all' as const }
  const [listing, replies, answers] = await Promise.all([
    reads.threads({ scope: { authorId: person.id }, ...request }),
    reads.replies(person.id),
    reads.answersBy(person.id, answersShown),
  ])
  const isFirst = !request.after && !request.before
  return (
    <Page>
      <header className="page-head">
        <h1 className="title" dir="auto">
          {person.displayName}
        </h1>
        <p className="meta mt-2">
          {person.role !== 'member' && <span className="badge">Editor</span>}
          <span className={person.role !== 'member' ? 'dot' : undefined}>{counted(person.threadCount, 'thread', 'threads')}</span>
          <span className="dot">{counted(person.replyCount, 'reply', 'replies')}</span>
          <span className="dot">{person.acceptedCount} accepted</span>
          {!person.erased && (
            <span className="dot">
              here since <FullTime date={person.createdAt} />
            </span>
          )}
        </p>
        {person.about && <p className="topic-say">{person.about}</p>}
      </header>
      {answers.length > 0 && isFirst && (
        <section aria-labelledby="written-answers">
          <div className="sec-head">
            <h2 id="written-answers">Canonical answers</h2>
            {answers.length === answersShown && <p className="meta">the {answersShown} last revised</p>}
          </div>
          <AnswerTable rows={answers} labelledBy="written-answers" />
        </section>
      )}
      {replies.rows.length > 0 && isFirst && (
        <section aria-labelledby="replies-title">
          <div className="sec-head">
            <h2 id="replies-title">Latest replies</h2>
          </div>
          <ReplyList rows={replies.rows} />
        </section>
      )}
      {(listing.rows.length > 0 || (replies.rows.length === 0 && answers.length === 0)) && (
        <PersonThreads listing={listing} name={person.name} />
      )}
    </Page>
  )
}

function PersonThreads({ listing, name }: { listing: Parameters<typeof ThreadListing>[0]['listing']; name: string }) {
  const href = (options: { after?: string; before?: string }) => {
    const query = new URLSearchParams(Object.entries(options).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
    return query.size > 0 ? `${urls.person(name)}?${query}` : urls.person(name)
  }
  return <ThreadListing title="Threads" listing={listing} counts={null} sort="newest" filter="all" hrefOf={href} tools={false} />
}
