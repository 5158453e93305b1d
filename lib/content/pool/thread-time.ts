import fs from 'node:fs'
import { unnumberedThread } from './tasks'

/** Linux counts processor time in hundredths of a second. */
const msPerTick = 10

/** The number of the system thread this runs in, or `unnumberedThread` where the system does not say (only Linux does). */
export function currentThread(): number {
  try {
    return Number(fs.readlinkSync('/proc/thread-self').split('/').at(-1))
  } catch {
    return unnumberedThread
  }
}

/** Processor time that a thread of this process has used, in milliseconds, or null where the system does not say. */
export function threadTime(thread: number): number | null {
  try {
    const stat = fs.readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
    // The name in brackets may hold blanks; time in the program and in the system are fields 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * msPerTick
  } catch {
    return null
  }
}
