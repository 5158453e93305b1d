export { listWatches, type WatchCursor, type WatchRow, watchPageSize } from './list-watches'
export { readWatch, setWatch, type WatchState } from './set-watch'
