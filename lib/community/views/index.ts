export { ViewCounter } from './count-views'
export { recentViews } from './recent-views'
