import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { TopicField } from '@/components/forms/topic-field'
import { Page } from '@/components/shell/page'
import { requirePerson } from '@/components/shell/require-person'
import { CommandButton } from '@/components/threads/command-button'
import { Crumbs } from '@/components/ui/crumbs'
import { Field, FormError, Say } from '@/components/ui/field'
import { Html } from '@/components/ui/html'
import { readPost, renderPost } from '@/lib/community/threads'
import { listTopics, placesOf } from '@/lib/community/topics'
import { urls } from '@/lib/shared'
import { idOf, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'A post', robots: { index: false } }

/** A post with everything its reader may do to it, as plain forms: the thread's own page is the same for all. */
export default async function PostPage({ params }: PageProps<'/threads/[id]/posts/[number]'>) {
  const { id: idText, number: numberText } = await params
  const id = idOf(idText)
  const number = numberText === '0' ? 0 : idOf(numberText)
  if (id === null || number === null) notFound()
  const me = requirePerson(urls.post(id, number))
  const post = await readPost(me.viewer, id, number)
  if (!post) notFound()
  const { thread, may } = post
  const html = await renderPost(post)
  const address = urls.post(id, number)
  const what = number === 0 ? 'question' : 'reply'
  return (
    <Page>
      <div className="form">
        <Crumbs steps={[{ href: number === 0 ? urls.thread(thread) : urls.replyPlace(thread, number), label: thread.title }]} />
        <h1 className="title">{number === 0 ? 'The question' : `Reply ${number}`}</h1>
        <p className="meta">by {post.author}</p>
        {post.hidden && <Say>This {what} is hidden: only editors see it.</Say>}
        <FormError form={sentForm()} />
        <Html className="body quoted" ids="post" html={html} />
        {!post.hidden && (
          <div className="do">
            {!post.withdrawn && (
              <CommandButton
                to={address}
                command={post.boosted ? 'unboost' : 'boost'}
                label={post.boosted ? 'Take the boost back' : 'Boost'}
              />
            )}
            {may.accept && (
              <CommandButton
                to={address}
                command={post.accepted ? 'unaccept' : 'accept'}
                label={post.accepted ? 'Take the acceptance back' : 'Accept'}
              />
            )}
            {may.reply && (
              <a className="btn" href={urls.threadReply(id, number)}>
                {number === 0 ? 'Reply' : 'Answer this'}
              </a>
            )}
            {may.edit && (
              <a className="btn" href={urls.postEdit(id, number)}>
                Edit
              </a>
            )}
            {may.close && (
              <CommandButton
                to={address}
                command={thread.state === 'open' ? 'close' : 'reopen'}
                label={thread.state === 'open' ? 'Close the thread' : 'Open it again'}
              />
            )}
            {number === 0 && thread.isMine && thread.judged && (
              <a className="btn" href={urls.threadCoverage(id)}>
                Does the answer settle it?
              </a>
            )}
            {may.cover && number === 0 && (
              <a className="btn" href={urls.answerNew(id)}>
                Settle it with an answer
              </a>
            )}
            {may.cover && number === 0 && (
              <a className="btn" href={urls.threadRelated(id)}>
                Pin or ban related links
              </a>
            )}
          </div>
        )}
        {number === 0 && thread.sameAs.length > 0 && (
          <section aria-labelledby="h-same">
            <div className="sec-head">
              <h2 id="h-same">Asks the same as</h2>
            </div>
            <ul className="plain">
              {thread.sameAs.map((same) => (
                <li key={same.id}>
                  <a href={`/threads/${same.id}`} dir="auto">
                    {same.title}
                  </a>
                  <form method="post" action={`/threads/${id}/duplicate`}>
                    <input type="hidden" name="of" value={same.id} />
                    <button className="act" type="submit" aria-label={`It does not ask the same as ${same.title}`}>
                      It doesn’t
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          </section>
        )}
        {may.move && !post.hidden && (
          <section aria-labelledby="h-move">
            <div className="sec-head">
              <h2 id="h-move">Move it</h2>
            </div>
            <form method="post" action={`/threads/${id}/move`}>
              <TopicField form={undefined} places={placesOf(await listTopics(me.viewer))} value={thread.topicId} />
              <div className="do">
                <button className="btn" type="submit">
                  Move the thread
                </button>
              </div>
            </form>
          </section>
        )}
        {may.hide && (
          <section aria-labelledby="h-hide">
            <div className="sec-head">
              <h2 id="h-hide">{post.hidden ? 'Bring it back' : `Hide this ${what}`}</h2>
            </div>
            <form method="post" action={address}>
              <input type="hidden" name="do" value={post.hidden ? 'restore' : 'hide'} />
              <Field
                form={sentForm()}
                name="reason"
                label="Why"
                hint={post.hidden ? 'May be left empty.' : 'Kept with your name. Nothing is deleted.'}
                maxLength={1_000}
                required={!post.hidden}
              />
              <div className="do">
                <button className={post.hidden ? 'btn' : 'btn btn-no'} type="submit">
                  {post.hidden ? 'Bring it back' : 'Hide it'}
                </button>
              </div>
            </form>
          </section>
        )}
      </div>
    </Page>
  )
}
