const not = "(?:(?:do|does|did|wo|is|are|was|has|have)(?:n'?t| not)|will not|not|never|neither|none of (?:it|them|these|those))"
const adverbs = '(?: (?:even|really|actually|quite|exactly|always|just|properly|correctly|have|any|all|(?:seem|appear)(?:s|ed)? to))*'

/** How people say that something fails. */
const failing = [
  // does not work, didn't help, isn't working, have not succeeded
  `\\b${not}\\b${adverbs} (?:(?:work|help)(?:s|ed|ing)?|succe\\w+|compil(?:e|es|ed|ing)|(?:change|do) anything|make (?:a|any) difference)\\b(?! (?:well|flawlessly))`,
  '\\bno (?:effect|luck|success|avail|difference|change)\\b|\\bnothing (?:change[sd]|happen(?:s|ed)|works?)\\b|\\bunfortunately nothing\\b',
  // the same error, still the problem
  '\\b(?:same (?:error|problem|issue|result|crash)|same here|still (?:\\w+ ){0,3}?(?:errors?|problems?|issues?|crash\\w*))\\b',
  "\\bstill (?:(?:is|am|it|be|being) )?(?:no|not|can'?t|cannot|(?:wo|do|does|is|are)n'?t|broken|fail\\w*|crash\\w*)\\b",
  // is outdated, is now completely broken
  '\\b(?:is|are|was|were|became|seems?|been)(?: (?:an?|bit|now|also|just|all|very|already|to|be)| \\w+ly)* (?:obsolete|outdated|out of date|deprecated|broken|dead|gone|incompatible|not compatible)\\b',
  '\\bno longer (?:exists?|works?|relevant|valid|available|supported|compatible|possible)\\b|\\bstopped working\\b',
  "\\b(?:can'?t|cannot|does(?:n'?t| not)|won'?t|is(?:n'?t| not)|not work\\w*)(?: \\w+){0,4} any ?more\\b",
]
/** The same in other languages. They are not measured. */
const failingElsewhere = [
  '(?:funktioniert|klappt|geht|läuft|hilft|stimmt)(?: \\S+){0,3}? (?:nicht|nix|nichts)(?: mehr)?|nicht mehr (?:aktuell|gültig|verfügbar)|(?:derselbe|der gleiche|gleicher|immer noch der) fehler',
  "(?:ne|n')\\s?(?:\\S+ ){0,2}?(?:marche|fonctionne|marchent|fonctionnent|marché)(?: \\S+)? (?:pas|plus)|(?:marche|fonctionne) (?:pas|plus)|n'est plus (?:valable|valide|disponible|à jour)|(?:la )?même erreur",
  '(?:ya )?no (?:me |te |nos )?(?:funciona|funcionó|funcionan|sirve|sirvió)|mismo (?:error|problema)|dejó de funcionar',
  '(?:já )?não (?:me )?(?:funciona|funcionou|funcionam|resolve|resolveu)|mesmo (?:erro|problema)|parou de funcionar',
  '(?:больше |уже )?не (?:работает|работают|помогло|помогает|помог|сработало)|не получилось|та же ошибка|перестал[оаи]? работать',
]
/** What may be, should be or is asked is no report. */
const unsure =
  /(?<!\p{L})(?:if|unless|in case|should|would|might|may|whether|when|why|probably|perhaps|suppose|suggests?|means?|wenn|falls|si|если)(?!\p{L})|\?/u
/** That a failure is over is said with the same words. */
const over =
  /\b(?:problem|issue|error|crash|bug|warning|artifact)\w*\b.{0,40}\b(?:any ?more|gone|no longer)\b|\bnot (?:crash|fail)\w* any ?more\b|\b(?:works?|working) (?:now|fine|great|perfectly|again)\b/
const fails = new RegExp([...failing, `(?<!\\p{L})(?:${failingElsewhere.join('|')})(?!\\p{L})`].join('|'), 'u')
const tried =
  /\btried\b|\bi(?:'ve| have)? (?:also |just |even |already )?(?:tested|followed|did|used|put|set|ran|changed|added|copied|reinstalled)\b/
const sadly = /\b(?:unfortunately|sadly|nopes?|hmm+|weird|alas|however)\b|^\W*no[,.]|[😦😧🙁]|:\(/u
const firstPerson = /\b(?:i|i'm|i've|my|me)\b/

const earlySentences = 3
const shortWords = 8
const longWords = 150

/** A text of which the signs are looked at, and those of its sentences that report a failure, with their place in it. */
export type Said = { text: string; words: number; reports: { place: number; words: number }[] }

/** Signs, and what each says: logistic regression on labelled replies of one forum, rounded. See docs/review.md. */
export const doubtSigns: [number, (said: Said) => boolean][] = [
  [0.5, ({ reports }) => reports.length > 0],
  [2.1, ({ reports }) => reports.some(({ place }) => place < earlySentences)],
  [1.7, ({ reports }) => reports.some(({ words }) => words <= shortWords)],
  [0.8, ({ text }) => tried.test(text)],
  [0.4, ({ text }) => sadly.test(text)],
  [1, ({ text }) => firstPerson.test(text)],
  [-0.6, ({ words }) => words > longWords],
]
export const doubtBias = -3.5

/** Where a sentence ends and the next begins. */
export const sentenceEnd = /(?<=[.!?])\s+|\n+/

/** Whether a sentence, in lower case, says that something fails. */
export const reportsFailure = (sentence: string) => fails.test(sentence) && !unsure.test(sentence) && !over.test(sentence)

/** Takes a text apart that `ownWords()` has returned. */
export function readSaid(text: string): Said {
  const sentences = text.split(sentenceEnd).filter((sentence) => sentence.trim() !== '')
  const reports = sentences.flatMap((sentence, place) => (reportsFailure(sentence) ? [{ place, words: countWords(sentence) }] : []))
  return { text, words: countWords(text), reports }
}

function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length
}
