export { listTagsForAdmin, saveTag } from './manage-tags'
export { listAllTopics, saveTopic } from './save-topic'
