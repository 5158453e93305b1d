// What finding related threads needs of search beside what pages need: the same words, frequencies and ranker.

export { aliasPlace } from '../shared'
export { analyse, type Token } from './analyser'
export { searchEngine } from './choose-engine'
export { isCommonWord } from './common-words'
export type { Concept, Corpus } from './concept'
export type { Candidate, EngineQuery } from './engine'
export { findWithMeaning, joinMeaning, nothingNear, readPostsOf } from './meaning/add-meaning'
export { spreadOf, weighed } from './meaning/weigh'
export { idfOf, scorer } from './ranker'
export { readCorpus, readTermPosts } from './vocabulary'
