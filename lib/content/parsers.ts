// The second door of this room: parsers of people's texts. They run in threads of the pool; what measures them opens this.
export { diffTexts } from './diff'
export { rawToMarkdown } from './discourse-raw'
export { htmlToMarkdown } from './html-to-markdown'
export { renderMarkdown } from './markdown/render'
export { commentToMarkdown } from './stackexchange-comment'
