/** Changes with everything that changes the HTML of an unchanged text, so that stored HTML is made again. */
export const rendererVersion = 6
