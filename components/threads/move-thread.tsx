import { TopicField } from '@/components/forms/topic-field'

type Props = { threadId: number; topicId: number } & Pick<React.ComponentProps<typeof TopicField>, 'places'>

/** Moves a thread to another topic. */
export function MoveThread({ threadId, topicId, places }: Props) {
  return (
    <section aria-labelledby="h-move">
      <div className="sec-head">
        <h2 id="h-move">Move it</h2>
      </div>
      <form method="post" action={`/threads/${threadId}/move`}>
        <TopicField form={undefined} places={places} value={topicId} />
        <div className="do">
          <button className="btn" type="submit">
            Move the thread
          </button>
        </div>
      </form>
    </section>
  )
}
