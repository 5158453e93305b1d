export { deleteReply, deleteThread, undeleteReply, undeleteThread } from './delete-own'
export { hideReply, hideReplyIn, hideThread, hideThreadIn, restoreReply, restoreReplyIn, restoreThread, restoreThreadIn } from './hide'
export { moveThread, placeThread } from './move-thread'
