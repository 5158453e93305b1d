import { urls } from '@/lib/shared'

/** A visitor may look for answers; posting needs an account. Title, topic and tags are kept through both. */
export function VisitorForm({ title, topic, tags }: { title: string; topic: string; tags: string[] }) {
  return (
    <form className="rest" id="ask-form" method="get" action={urls.ask()}>
      {topic && <input type="hidden" name="topic" value={topic} />}
      {tags.map((tag) => (
        <input type="hidden" name="tag" value={tag} key={tag} />
      ))}
      <div className="ask-do">
        <button className="btn" type="submit">
          Look for answers
        </button>
        <a className="link" href={urls.signIn({ next: urls.ask({ title, topic, tags }) })}>
          Sign in to post it
        </a>
      </div>
    </form>
  )
}
