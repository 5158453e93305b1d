/** What people type as an apostrophe, for a class of a pattern. */
export const apostropheClass = "'’ʼ＇‘"
/** Apostrophes between two letters. */
export const apostrophes = new RegExp(`(?<=\\p{L})[${apostropheClass}](?=\\p{L})`, 'gu')
