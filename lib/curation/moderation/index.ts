export { hideReply, hideReplyIn, hideThread, hideThreadIn, restoreReply, restoreReplyIn, restoreThread, restoreThreadIn } from './hide'
export { moveThread, placeThread } from './move-thread'
