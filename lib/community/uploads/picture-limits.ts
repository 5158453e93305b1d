/** Size of the file. */
export const pictureBytesMax = 10_000_000
/** Pixels of a still picture: eight thousand by five. */
export const pixelsMax = 40_000_000
/** Pixels of all frames together: each is decoded and written again. Two seconds of work. */
export const framesPixelsMax = 20_000_000
export const framesMax = 300
/** Wider is no use in a column of text. */
export const sideMax = 2_400
/** Time on the clock, for a machine under load. */
export const pictureSeconds = 10
/** How many may wait in one process. */
export const picturesWaitingMax = 10
