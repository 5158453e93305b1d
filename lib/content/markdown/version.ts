/** Increase it with every change of the HTML for the same text, so that stored HTML is made again. */
export const rendererVersion = 7
