// The second door of the room, for what measures it.
export { asks, asksMin } from './asks'
export { askTheSameMin, listLength } from './closeness'
export { demandOf } from './demand'
export { groupTies, type Ties } from './group-ties'
export { Islands } from './islands'
export { placeDue } from './place-due'
export { readGraph } from './read-graph'
export { regroup, workOut } from './regroup'
