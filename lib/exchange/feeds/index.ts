export { type FeedForm, type FeedHead, feedTypes, makeFeed } from './feed'
export { absolute, questionPage, techArticle } from './json-ld'
export { sitemapAddresses, sitemapParts } from './sitemap'
