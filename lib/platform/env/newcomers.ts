import type { Values } from './settings'

/** What is done about posts of new members. */
export function newcomersOf(values: Values) {
  const { CAIRN_SPAM_SERVICE_URL: url, CAIRN_SPAM_SERVICE_KEY: key = '' } = values
  return {
    /** So many posts of a new member wait for approval. */
    heldPosts: values.CAIRN_HOLD_FIRST_POSTS,
    spamRules: values.CAIRN_SPAM_RULES === 'on',
    challenge: values.CAIRN_CHALLENGE === 'on',
    /** Without a slash at the end. */
    spamService: url === undefined ? undefined : { url: url.replace(/\/+$/, ''), key },
  }
}
