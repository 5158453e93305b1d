export { listWatches, parseWatchCursor, type WatchCursor, type WatchRow, watchCursorOf, watchPageSize } from './list-watches'
export { readSubject, type Subject, subjectAddress } from './read-subject'
export { readWatch, setWatch } from './set-watch'
