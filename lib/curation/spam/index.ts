// What other parts may use of the signs of spam: rules of our own, and a service that can be asked.
export { sentWords } from './akismet'
export { isMostlyLinks, type PostTraces, tracesOf } from './rules'
export { askSpamService } from './service'
export { isRepeated, noteTraces, removeOldTraces } from './traces'
