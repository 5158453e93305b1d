// A second index of this room: parsers of people's texts, which run in threads of the pool. Only measurements import it.
export { diffTexts } from './diff'
export { rawToMarkdown } from './discourse-raw'
export { htmlToMarkdown } from './html-to-markdown'
export { renderMarkdown } from './markdown/render'
export { commentToMarkdown } from './stackexchange-comment'
