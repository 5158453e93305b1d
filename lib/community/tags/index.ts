export { checkedTags, tagsMax } from './checked-tags'
export { mayAddTags } from './may-add-tags'
export { findTag, listTagNames, listTags, tagResolutions } from './queries'
export { replaceTags, tagIdsFor } from './set-tags'
