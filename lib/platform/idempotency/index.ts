export { earlierSubmission, rememberSubmission, submissionOf } from './submission'
