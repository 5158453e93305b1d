/** From this share on, a text asks something. */
export const asksMin = 0.5
/** Threads that ask less on average begin no gap. Lower, so that a question without any sign of one is not lost: it ranks low as it is. */
export const gapAsksMin = 0.35

type Opening = { title: string; text: string }

const questionMark = /[?？؟](?!\w)/g
const asking =
  /\b(how (to|do|can|could|would|should)|is (it|there) (possible|a way|any)|any (idea|way|help|suggestion|hint|advice|thoughts)|(anyone|anybody|someone) (know|have|tell|help)|i (want|need) to know|wonder(ing)?)\b/
const questionWord =
  /^(\[?\w+\]?\s*[:-]?\s*)?(how|why|what|where|which|when|who|can|could|is|are|does|do|did|should|would|will|has|have|any|anyone|anybody)\b|\bhow (to|do|can)\b/
const failing =
  /\b(errors?|crash(es|ed|ing)?|fail(s|ed|ing|ure)?|bug|broken|(doesn.?t|didn.?t|not) work(ing)?|won.?t|can.?t|cannot|couldn.?t|unable|stuck|problems?|trouble|issues?|wrong|missing|nothing happens|doesn.?t|isn.?t)\b/
const failingTitle =
  /\b(error|crash(es|ing)?|fail(s|ed|ing|ure)?|bug|broken|can.?t|cannot|unable|problems?|trouble|issues?|wrong|missing|solved|help|question|doesn.?t|not)\b/
const forHelp =
  /\b(help( me)?|please|thanks? (you )?in advance|appreciated?|i don.?t (know|understand)|confus(ed|ing)|struggl\w+|trying to|i.?m (a )?(new|beginner)|explain)\b/
const announcing =
  /\b(releas(e|ed|es|ing)|announc\w+|i.?ve (made|created|written|added|been working|been playing)|i (made|created|wrote|ported|decided|finished|thought i.?d)|here.?s|here (is|are)|shar(e|ed|ing)|check (it )?out|feedback|progress|demo|preview|showcase|screenshots?|video|download|repo|repository|open.?source|tutorial|example of|present|proud|introduc\w+|now (available|on|supports?)|update[ds]?:?)\b/
const announcingTitle =
  /\b(released?|announc\w+|wip|paid|poll|jam|demo|game|showcase|tutorial|v?\d+\.\d+ (is )?(out|released)|preview|tool|editor|plugin|sample|suggestion|proposal|test|example|project|simple|my|new)\b/
const cheering = /\b(congrat\w+|thank(s| you) (to|for) (everyone|all|the)|hope (you|this|it)|enjoy|cheers|hey guys|hi all|hello all|just)\b/
const english = /\b(the|and|to|of|is|it|for|with|this|that|in|on|an?)\b/

/** Signs, and what each says: logistic regression on labelled openings of one forum, rounded. See docs/gaps.md. */
const signs: [number, (opening: Opening) => boolean][] = [
  [0.9, ({ title }) => marksIn(title) > 0],
  [0.75, ({ text }) => marksIn(text) > 0],
  [0.25, ({ text }) => marksIn(text) > 1],
  [1, ({ text }) => endsWithQuestion(text)],
  [0.7, ({ title }) => questionWord.test(title)],
  [1.5, ({ title, text }) => asking.test(title) || asking.test(text)],
  [0.9, ({ title, text }) => failing.test(title) || failing.test(text)],
  [1.4, ({ title }) => failingTitle.test(title)],
  [0.3, ({ text }) => forHelp.test(text)],
  [-0.3, ({ text }) => announcing.test(text)],
  [-1.1, ({ title }) => announcingTitle.test(title)],
  [-0.8, ({ text }) => cheering.test(text)],
]
/** What says nothing by itself, and weighs where there are other signs, or none in a language that we know signs of. */
const bias = -0.5
const [shortWeight, shortMax, longWeight, longMin] = [-0.6, 120, -0.2, 1_500]
/** A text of fewer signs says nothing either way. */
const readMin = 20

/**
 * Returns how much an opening asks, 0 to 1, by its title and the beginning of its text: announcements, show-cases and chatter ask nothing.
 * Signs are known in English alone, and question marks in every language; where neither is found, it may as well ask.
 */
export function asks(title: string, text: string): number {
  const opening = { title: title.toLowerCase(), text: withoutAddresses(text).toLowerCase() }
  const found = signs.filter(([, isThere]) => isThere(opening))
  const { length } = opening.text
  if (found.length === 0 && (length < readMin || !english.test(opening.text))) return asksMin
  const sum = found.reduce((sum, [weight]) => sum + weight, length < readMin ? 0 : bias + weightOf(length))
  return 1 / (1 + Math.exp(-sum))
}

function weightOf(length: number): number {
  if (length < shortMax) return shortWeight
  return length > longMin ? longWeight : 0
}

// A question mark within an address asks nothing.
function withoutAddresses(text: string): string {
  return text.replace(/https?:\/\/\S+|\S+\.\S+\/\S*/g, '')
}

function marksIn(text: string): number {
  return text.match(questionMark)?.length ?? 0
}

function endsWithQuestion(text: string): boolean {
  // No space follows the marks of Chinese and Japanese.
  const sentences = text.trim().split(/(?<=[.!?\n])\s+|(?<=[？！。؟])\s*/)
  return sentences
    .filter(Boolean)
    .slice(-2)
    .some((sentence) => /[?？؟]$/.test(sentence.trim()))
}
