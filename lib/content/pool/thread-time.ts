import fs from 'node:fs'
import { unnumberedThread } from './tasks'

/** Linux counts processor time in hundredths of a second. */
const msPerTick = 10

/** Returns the number of the current system thread, or `unnumberedThread` if the system does not tell (only Linux does). */
export function currentThread(): number {
  try {
    return Number(fs.readlinkSync('/proc/thread-self').split('/').at(-1))
  } catch {
    return unnumberedThread
  }
}

/** Returns the processor time of a thread of this process in milliseconds, or null if the system does not tell. */
export function threadTime(thread: number): number | null {
  try {
    const stat = fs.readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
    // The name in brackets may contain blanks. Fields 14 and 15 are the time in user mode and in the kernel.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * msPerTick
  } catch {
    return null
  }
}
