export { continueLinks } from './continue-links'
export { decideLink, type LinkCommand, linkCommands } from './decide-link'
export { countDeadLinks, countLinks, type DeadLink, type LinkList, listDeadLinks, readDeadLinks, readDeadLinksOf } from './read-dead-links'
