export { type Mail, queueMail } from './queue-mail'
export { mailFolder, removeStrayMails, sendMail } from './send-mail'
