// What others may use of the tool that shows what tests do not notice.
export { runMutate } from './run'
