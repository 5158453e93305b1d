import { withoutQuotes } from '../../content'

/** The facts about a reply that decide its score. */
export type ReplyFacts = {
  number: number
  authorId: number | null
  /** Markdown. */
  body: string
  boosts: number
  /** The number of the reply that it answers; 0 for the opening; null if it does not say. */
  answers: number | null
  /** The cosine between its nearest chunk and the question's nearest; null without a model. */
  similarity: number | null
  /** Of other threads with an accepted reply in which its author replied: how many there are, and in how many theirs was accepted. */
  record: { threads: number; accepted: number }
}

/** How useful a reply is, and the reasons. */
export type Usefulness = { number: number; score: number; confirmed: boolean; thanked: boolean; selfSolved: boolean }

/**
 * Weights of a logistic regression on 670 threads whose asker accepted a reply, rounded; see docs/search.md. The asker's own
 * words afterwards say most.
 */
const weights = {
  thanked: 1.5,
  confirmed: 1,
  selfSolved: 2,
  followUp: -1,
  similarity: 3,
  codeOrLink: 0.5,
  asks: -0.5,
  early: 1,
  askerGoesOn: -1,
  advises: 0.5,
  record: 2,
  boosts: 1,
}

const thanks = /\b(thanks?|thank you|thx|cheers|appreciated?)\b/i
const solved =
  /\b(solved|resolved|fixed|solution|works? now|working now|now works?|it works|that works|works (?:perfectly|great|fine|well)|worked|did the trick|figured (?:it |this )?out|found (?:the|it|out|a way)|got it (?:working|to work)|my (?:mistake|bad|fault)|problem was|issue was|was missing|forgot to)\b/i
/** The same for what only an asker would say. */
const success =
  /\b(solved|fixed|works? now|working now|it works|that works|works (?:perfectly|great|fine|well)|worked|did the trick|figured (?:it |this )?out|got it working|my (?:mistake|bad|fault))\b/i
const stillBroken =
  /\b(still (?:not|have|get|do(?:es)? ?n(?:ot|[’']?t)|no|the|having|getting)|(?:doesn|didn|don|isn|won|can)[’']?t (?:seem to )?(?:work|help|fix)|not work\w*|no luck|unfortunately|same (?:problem|issue|error))/i
const advice = /\b(try|you (?:can|could|need|should|have to|must)|should be|use|instead|set|call|check)\b/i
const codeOrLink = /`|^(?: {4}|\t)\S|(?<!!)\[[^\]\n]{1,200}\]\(https?:|(?<![(\]])https?:\/\/(?!\S+\.(?:png|jpe?g|gif|webp)\b)/m

/** An unknown author counts as an author of this many threads with an average record. */
const unknown = { threads: 10, accepted: 4 }

/**
 * Returns how useful each reply of a thread is to someone with the same question, the most useful first; of equals, the earlier one. Scores
 * differ in log odds. If it is not known who asked (`asker` null), it is guessed.
 */
export function usefulness(asker: number | null, replies: ReplyFacts[]): Usefulness[] {
  const texts = replies.map(({ body }) => withoutQuotes(body))
  const asking = asker ?? likelyAsker(replies, texts)
  const isOwn = replies.map(({ authorId }) => asking !== null && authorId === asking)
  const byNumber = new Map(replies.map((reply, i) => [reply.number, i]))
  const answersOthers = (i: number) => {
    const to = byNumber.get(replies[i]?.answers ?? -1)
    return (i > 0 && !isOwn[i - 1]) || (to !== undefined && !isOwn[to])
  }
  const judged = replies.map((reply, i): Usefulness => {
    const text = texts[i] as string
    const later = replies.flatMap((_, j) => (j > i && isOwn[j] ? [j] : []))
    // What the asker says to it, at once or as an answer to it.
    const said = later.filter((j) => j === i + 1 || replies[j]?.answers === reply.number).map((j) => texts[j] as string)
    const own = isOwn[i] as boolean
    const thanked = !own && said.some((words) => thanks.test(words))
    const confirmed = !own && said.some((words) => solved.test(words) && !stillBroken.test(words))
    const selfSolved = own && solved.test(text) && !stillBroken.test(text) && !text.includes('?')
    const { threads, accepted } = reply.record
    const record = own ? 0 : (accepted + unknown.accepted) / (threads + unknown.threads) - unknown.accepted / unknown.threads
    const score =
      weights.thanked * Number(thanked) +
      weights.confirmed * Number(confirmed) +
      weights.selfSolved * Number(selfSolved) +
      weights.followUp * Number(own && answersOthers(i)) +
      weights.similarity * (reply.similarity ?? 0) +
      weights.codeOrLink * Number(codeOrLink.test(text)) +
      weights.asks * Number(text.includes('?')) +
      weights.early / (i + 1) +
      weights.askerGoesOn * Math.log2(1 + later.length) +
      weights.advises * Number(advice.test(text)) +
      weights.record * record +
      weights.boosts * Math.log2(1 + reply.boosts)
    return { number: reply.number, score, thanked, confirmed, selfSolved }
  })
  return judged.sort((a, b) => b.score - a.score || a.number - b.number)
}

/**
 * Guesses the asker: someone who thanks, reports success or asks on, and did not reply first. Of 670 threads of a forum this names the
 * right person in 451, another in 25 and nobody in the rest.
 */
function likelyAsker(replies: ReplyFacts[], texts: string[]): number | null {
  const first = replies[0]?.authorId ?? null
  const signs = new Map<number, number>()
  for (const [i, { authorId }] of replies.entries()) {
    if (authorId === null || i === 0) continue
    const text = texts[i] as string
    const sign = 2 * Number(thanks.test(text)) + 1.5 * Number(success.test(text)) + 0.5 * Number(text.includes('?'))
    signs.set(authorId, (signs.get(authorId) ?? (authorId === first ? -1.5 : 0)) + sign)
  }
  const [likely] = [...signs].sort((a, b) => b[1] - a[1])
  return likely && likely[1] >= 1.5 ? likely[0] : null
}

/** Returns the probability that the first of them is the most useful, 0 to 1. */
export function confidence(judged: Usefulness[]): number {
  const most = judged[0]?.score ?? 0
  const sum = judged.reduce((total, { score }) => total + Math.exp(score - most), 0)
  return sum === 0 ? 0 : 1 / sum
}
