import { setImmediate } from 'node:timers/promises'

/** Has the others of the process take their turn. What works on all threads calls it wherever it can stop. */
export type Breathe = () => Promise<void>

export const breathe: Breathe = () => setImmediate()
