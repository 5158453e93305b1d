export { freePort } from './free-port'
export { memoryEnvironment, nodeArguments } from './node-arguments'
export { runProcess } from './run-process'
export { supervise } from './supervise'
