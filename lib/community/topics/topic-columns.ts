import { z } from 'zod'

/** Columns of what is in a topic: the topic, and the area, which is its parent where it is a subtopic. */
export const topicColumns = {
  topic_id: z.int(),
  topic_slug: z.string(),
  topic_name: z.string(),
  area_id: z.int(),
  area_slug: z.string(),
  area_name: z.string(),
}
