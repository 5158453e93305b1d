// What finding related threads needs of search beside what pages need: the same words, frequencies and ranker.
export { analyse, type Token } from './analyser'
export { searchEngine } from './choose-engine'
export type { Concept, Corpus } from './concept'
export { aliasPlace } from './document'
export type { Candidate } from './engine'
export { idfOf, scorer } from './ranker'
export { readCorpus, readTermPosts } from './vocabulary'
