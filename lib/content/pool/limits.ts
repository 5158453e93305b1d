/**
 * What one text may take of a thread: processor time in milliseconds, and memory. One that has not begun within `queueWaitMs` on the clock
 * is given up: so many others wait that the reader is better off with the text as written.
 */
export type ContentLimits = { cpuMs: number; heapMegabytes: number; queueWaitMs: number }

/** For texts that someone waits for. The bounds of the parser keep all but hostile texts far below. */
export const usualLimits: ContentLimits = { cpuMs: 2_000, heapMegabytes: 76, queueWaitMs: 20_000 }

/** For a text that was cut off, tried again by the worker, alone. Memory is what a machine runs out of: no more of it. */
export const patientLimits: ContentLimits = { cpuMs: 10 * usualLimits.cpuMs, heapMegabytes: 76, queueWaitMs: 10 * usualLimits.queueWaitMs }

/** How often a running task is looked at. */
export const watchEveryMs = 50

/** Where the system does not tell threads' processor time, time on the clock counts, which others' work makes longer. */
export const clockFactor = 4

/** Tasks that may wait. */
export const queueMax = 2_000

/** Memory grows with a text's length: of texts longer than this, in characters, one is worked on at a time. */
export const bigLength = 40_000

/** Long texts that may wait: each takes two seconds at most. */
export const bigWaitingMax = 20
