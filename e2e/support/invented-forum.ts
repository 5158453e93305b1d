// Three hundred questions of a forum that was never there: what six of them ask recurs, and of the others three each.

/** What the six ask, in the words of six people. The first says it best. */
const recurring = (word: string): [title: string, body: string][] => [
  [
    `${word} feeder jams when the seeds are wet`,
    `After rain the ${word} feeder jams: wet seeds block the chute. How do I stop the feeder from jamming?`,
  ],
  [`Wet seeds jam the ${word} feeder`, `The seeds in my ${word} feeder get wet and it jams. What can I do about the jammed feeder?`],
  [
    `${word} feeder is jammed by wet seeds after rain`,
    `It rained, the seeds are wet, and the ${word} feeder is jammed again. How is that avoided?`,
  ],
  [
    `How do I keep a ${word} feeder from jamming with wet seeds?`,
    `Whenever seeds get wet the ${word} feeder jams. Is there a way to keep the chute dry?`,
  ],
  [`The ${word} feeder jams, seeds are wet`, `My ${word} feeder jams as soon as seeds are wet. Why does the chute jam?`],
  [`${word} feeder: seeds wet, chute jammed`, `Wet seeds and a jammed chute on the ${word} feeder, every rainy week. What helps?`],
]

const things = [
  'kettle',
  'ladder',
  'saddle',
  'lantern',
  'anvil',
  'bellows',
  'sundial',
  'loom',
  'pulley',
  'barometer',
  'compass',
  'harness',
  'churn',
  'trellis',
]
const faults = ['rattles', 'leaks', 'squeaks', 'sags', 'smokes', 'slips', 'rusts']
const times = ['in winter', 'at night', 'after oiling', 'in the wind', 'under load', 'when cold', 'since Monday']

/** What each of three people say about one fault of one thing. */
function others(word: string): [title: string, body: string][] {
  return things.flatMap((thing, i) =>
    faults.flatMap((fault, j): [string, string][] => {
      const [time = '', name] = [times[(i + j) % times.length], `${thing} of kind ${word}${i}${j}`]
      return [
        [`My ${name} ${fault} ${time}`, `The ${name} ${fault} ${time}. What is wrong with it?`],
        [`Why a ${name} ${fault}`, `I own a ${name}, and it ${fault} ${time}. Has anyone seen that?`],
        [`${name} ${fault} again`, `Again the ${name} ${fault}. How is it mended?`],
      ]
    }),
  )
}

/**
 * Puts `word` before every word that says what is asked. What an earlier attempt asked and settled would be the same question otherwise, and
 * the gap of this one would have its answer.
 */
export const inOwnWords = (word: string, text: string) =>
  text.replace(/\b(?:feeder|seeds|chute|wet|jam(?:s|med|ming)?|rain(?:ed|y)?)\b/gi, (each) => (word + each).toLowerCase())

/** Titles and texts, the recurring one's first. `word` makes them the only ones of their kind. */
export function inventedForum(word: string): { title: string; body: string; recurs: boolean }[] {
  const known = recurring(word).map(([title, body]) => ({ title: inOwnWords(word, title), body: inOwnWords(word, body), recurs: true }))
  return [...known, ...others(word.toLowerCase()).map(([title, body]) => ({ title, body, recurs: false }))]
}
