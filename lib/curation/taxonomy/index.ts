export { deleteTag } from './delete-tag'
export { listTagsForAdmin, tagsPerPage } from './list-tags'
export { mergeTag, saveTag } from './save-tag'
export { listAllTopics, saveTopic } from './save-topic'
