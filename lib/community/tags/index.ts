export { findTag, listTagNames, listTags, tagResolutions } from './queries'
export { replaceTags, tagIdsFor, tagsMax } from './set-tags'
