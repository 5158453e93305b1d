export { embedPosts } from './embed-posts'
export { groupIfDue } from './group-posts'
export { embedAll, keepVectors } from './keep-vectors'
