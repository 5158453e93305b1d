export { findTag, listTags, tagStandings } from './queries'
export { replaceTags, tagIdsFor, tagsMax } from './set-tags'
