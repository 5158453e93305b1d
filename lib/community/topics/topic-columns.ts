import { z } from 'zod'

/** Columns of content in a topic: the topic, and the area, which is the topic's parent or the topic itself. */
export const topicColumns = {
  topic_id: z.int(),
  topic_slug: z.string(),
  topic_name: z.string(),
  area_id: z.int(),
  area_slug: z.string(),
  area_name: z.string(),
}
