// Texts of the site that the fixture is made of: sentences about an invented irrigation controller, put together by a seed.

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const things = ['valve', 'pump', 'rain sensor', 'flow meter', 'drip line', 'mixing tank', 'solenoid', 'timer', 'soil probe', 'filter']
const places = ['north bed', 'glasshouse', 'orchard', 'roof terrace', 'seed room', 'lower field', 'hop garden']
const faults = ['stays open', 'never starts', 'stops after a minute', 'reads zero', 'reports a leak', 'drops off the bus', 'runs at night']
const causes = [
  'after a power cut',
  'since the update',
  'in frost',
  'below two bar',
  'with two zones on',
  'when the tank is full',
  'on battery',
]
const helps = [
  'Flush the line and open the vent by hand.',
  'Set the address switch to another number and start the bus again.',
  'The fuse behind the cover was blown; a slow one of 2 A holds.',
  'Let it learn the quiet flow first, with every zone shut.',
  'Two schedules overlapped: the later one wins.',
  'Swap the blue and the brown wire, they are crossed in that batch.',
  'Clean the sieve; ours was full of sand.',
]
const tries = [
  'A restart changes nothing.',
  'The log shows no error.',
  'Another one of the same batch works.',
  'It began on a Monday.',
  'The voltage is right at both ends.',
  'I have swapped the cable already.',
]
export const tagNames = [
  'valves',
  'pumps',
  'sensors',
  'frost',
  'power',
  'schedules',
  'bus',
  'water-quality',
  'c++',
  'firmware',
  'wiring',
  'old-models',
]

export function makeWords(seed) {
  const random = seeded(seed)
  const pick = (list) => list[Math.floor(random() * list.length)]
  const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1)
  const title = () => `${upper(pick(things))} ${1 + Math.floor(random() * 12)} of the ${pick(places)} ${pick(faults)} ${pick(causes)}`
  const question = () =>
    `The ${pick(things)} in the ${pick(places)} ${pick(faults)} ${pick(causes)}. ${pick(tries)} ${random() < 0.5 ? pick(tries) : ''}`.trim()
  const help = () => `${pick(helps)}${random() < 0.4 ? ` ${pick(helps)}` : ''}`
  /** Markdown that shows what a renderer has to do. */
  const dressed = (text) => {
    const kind = random()
    if (kind < 0.1) return `${text}\n\n\`\`\`c\nopen_valve(${Math.floor(random() * 12)}, ${Math.floor(random() * 900)});\n\`\`\``
    if (kind < 0.2) return `${text}\n\n- ${pick(tries)}\n- ${pick(tries)}\n`
    if (kind < 0.27) return `> ${pick(tries)}\n\n${text}`
    if (kind < 0.33) return `${text} See **${pick(things)}** in the [manual](https://manual.example.org/${pick(things).replace(' ', '-')}).`
    if (kind < 0.36) return `${text}\n\n| zone | bar |\n| --- | --- |\n| 1 | ${(random() * 4).toFixed(1)} |\n`
    return text
  }
  return { random, pick, title, question: () => dressed(question()), help: () => dressed(help()), plainHelp: help, plainQuestion: question }
}
