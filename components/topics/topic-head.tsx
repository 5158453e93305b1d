import { WatchMenu } from '@/components/notices/watch-menu'
import { Crumbs } from '@/components/ui/crumbs'
import { urls, type WatchedSubject } from '@/lib/shared'

type Props = {
  /** The lists that contain it, the outermost first. */
  steps: React.ComponentProps<typeof Crumbs>['steps']
  name: string
  description: string
  about: WatchedSubject
  feedOf: { topic: string } | { tag: string }
  documentationUrl?: string | null
  children?: React.ReactNode
}

/** The head of a topic or tag: its name, description, feed, and a link that asks there. */
export function TopicHead({ steps, name, description, about, feedOf, documentationUrl, children }: Props) {
  return (
    <header className="topic-head">
      <Crumbs steps={steps} />
      <div className="topic-line">
        <h1 className="title" dir="auto">
          {name}
        </h1>
        <div className="topic-do">
          {documentationUrl && (
            <a className="act" href={documentationUrl}>
              Documentation
            </a>
          )}
          <a className="act" href={urls.feed(feedOf, 'atom')}>
            Feed
          </a>
          <WatchMenu subject={about} />
          {'topic' in feedOf ? (
            <a className="btn btn-s" href={urls.ask({ topic: feedOf.topic })}>
              Ask in this topic
            </a>
          ) : (
            <a className="btn btn-s" href={urls.ask({ tags: [feedOf.tag] })}>
              Ask with this tag
            </a>
          )}
        </div>
      </div>
      {description && (
        <p className="topic-say" dir="auto">
          {description}
        </p>
      )}
      {children}
    </header>
  )
}
