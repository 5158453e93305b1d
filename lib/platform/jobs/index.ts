export { makeBoss, prepareJobs } from './boss'
export { type JobData, type JobName, jobs } from './catalog'
export { enqueue, enqueueAll, enqueueMany } from './enqueue'
export { enqueueRelated, readPointing, type Subject } from './enqueue-related'
