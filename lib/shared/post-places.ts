/** Places of an answer's posts from here on are aliases: those of the answer, then titles of covered threads. */
export const aliasPlace = 500_000
export const coveredPlace = 1_000_000
