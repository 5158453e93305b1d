// What readers say about canonical answers, and how these are used.
export { handleFeedback } from './handle-feedback'
export { type HelpfulShare, readHelpfulShare, shareWords } from './helpful-share'
export { countFeedback, type FeedbackRow, type FeedbackState, feedbackStates, readFeedback, removeOldFeedback } from './read-feedback'
export { type AnswerUse, type HelpfulRevision, readUse } from './read-use'
export { missingLengthMax, sendMissing } from './send-missing'
export { voteHelpful } from './vote'
