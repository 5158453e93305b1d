import { z } from 'zod'
import { authorizePerson, may, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { db, pool, queryRow } from '../../platform/db'

/** Remembers who added a picture. @throws DomainError `forbidden` for visitors. */
export async function noteUpload(viewer: Viewer, name: string): Promise<void> {
  const personId = authorizePerson(viewer, 'upload.add')
  await db().pictureUpload.createMany({ data: [{ name, personId }], skipDuplicates: true })
}

const Shown = z.object({ shown: z.boolean() })

/**
 * Whether the viewer may see a picture: they added it, or it is in a text that they may see, or in its history. One query; false for a
 * missing picture. Editors see pictures of hidden posts, which they can restore.
 */
export async function isPictureShown(viewer: Viewer, name: string): Promise<boolean> {
  const { shown } = await queryRow(pool(), Shown, {
    name: 'picture-shown',
    text: `select exists (
        select 1 from picture_use u join thread t on t.id = u.post_id join topic o on o.id = t.topic_id
        where u.name = $1 and u.place = 'thread' and ($4 or t.hidden_at is null) and ${topicIsVisible('o', '$2')}
        union all
        select 1 from picture_use u join reply r on r.id = u.post_id join thread t on t.id = r.thread_id join topic o on o.id = t.topic_id
        where u.name = $1 and u.place = 'reply' and ($4 or (r.hidden_at is null and t.hidden_at is null)) and ${topicIsVisible('o', '$2')}
        union all
        select 1 from picture_use u join answer a on a.id = u.post_id join topic o on o.id = a.topic_id
        where u.name = $1 and a.hidden_at is null and ${topicIsVisible('o', '$2')}
          and ($5 or (u.place = 'answer' and a.status in ('published', 'archived')))
        union all
        select 1 from picture_upload where name = $1 and person_id = $3
      ) as shown`,
    values: [name, visibilitiesFor(viewer), viewer.personId, may(viewer, 'thread.hide'), may(viewer, 'answer.write')],
  })
  return shown
}
