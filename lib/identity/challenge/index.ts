// What other parts may use of the proof of work that a browser does.
export { type Challenge, isProven, makeChallenge, removeSpentChallenges } from './challenge'
