import type { SpamQuestion, SpamService } from './port'

/** Somebody waits for it with a form that was sent. */
const timeoutMs = 4_000
/** The answer is one word. */
const answerMax = 1_000
const textMax = 20_000

type Where = { url: string; key: string }

/**
 * A service with the interface of Akismet, which others have, too: a form is sent to /1.1/comment-check, and the answer is `true` for spam or
 * `false`. `site` is the address of this site.
 */
export function akismet({ url, key }: Where, site: string, waitMs = timeoutMs): SpamService {
  return {
    async isSpam(question) {
      const response = await fetch(`${url}/1.1/comment-check`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Cairn' },
        body: new URLSearchParams(fieldsOf(question, key, site)),
        redirect: 'error',
        signal: AbortSignal.timeout(waitMs),
      })
      const answer = (await response.text()).slice(0, answerMax).trim()
      if (response.ok && answer === 'true') return true
      if (response.ok && answer === 'false') return false
      const help = response.headers.get('x-akismet-debug-help')
      throw new Error(`The spam service answered with status ${response.status}${help ? `: ${help.slice(0, 200)}` : ''}.`)
    },
  }
}

/** All that is sent. /admin/spam says so, and a test compares the two. */
export function fieldsOf({ kind, text, author, address, userAgent }: SpamQuestion, key: string, site: string): Record<string, string> {
  return {
    api_key: key,
    blog: site,
    // Of an address of the sixth version only the network is known here.
    user_ip: address.replace(/\/64$/, ''),
    user_agent: userAgent,
    comment_type: kind === 'thread' ? 'forum-post' : 'reply',
    comment_author: author,
    comment_content: text.slice(0, textMax),
  }
}

/** What each field is, for the people who decide whether to send it. */
export const sentWords: Record<string, string> = {
  api_key: 'the key of this site',
  blog: 'the address of this site',
  user_ip: 'the network address of the writer',
  user_agent: 'which browser the writer uses',
  comment_type: 'whether it is a question or a reply',
  comment_author: 'the name of the writer, as others see it',
  comment_content: 'the title and the text of the post',
}
