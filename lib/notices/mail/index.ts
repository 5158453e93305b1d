export { queueDigests } from './queue-digests'
export { mailsPerHourMax, queueDueMails } from './queue-due'
