/**
 * What one text may use of a thread: processor time in milliseconds, and memory. A text that does not begin within
 * `queueWaitMs` is given up, because so many others wait that the reader should get it as written.
 */
export type ContentLimits = { cpuMs: number; heapMegabytes: number; queueWaitMs: number }

/** For texts that someone waits for. The bounds of the parser keep all but hostile texts far below. */
export const usualLimits: ContentLimits = { cpuMs: 2_000, heapMegabytes: 76, queueWaitMs: 20_000 }

/** For a text that was cut off and that the worker tries again, alone. Its memory is not increased, because that is what machines lack. */
export const patientLimits: ContentLimits = { cpuMs: 10 * usualLimits.cpuMs, heapMegabytes: 76, queueWaitMs: 10 * usualLimits.queueWaitMs }

/** Interval between checks of a running task. */
export const watchEveryMs = 50

/** If the system does not tell the processor time of threads, elapsed time counts, which other processes make longer. */
export const clockFactor = 4

/** Tasks that may wait. */
export const queueMax = 2_000

/** Memory grows with the length of a text. Only one text with more characters than this is processed at a time. */
export const bigLength = 40_000

/** Long texts that may wait. Each takes at most two seconds. */
export const bigWaitingMax = 20
