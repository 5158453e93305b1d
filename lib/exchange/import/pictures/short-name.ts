const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Decodes the short name of a Discourse upload (`upload://aB3….png`): the SHA-1 of its bytes in base 62. Returns it in hexadecimal. */
export function hexOfShortName(name: string): string {
  let number = 0n
  for (const digit of name) number = number * 62n + BigInt(Math.max(0, digits.indexOf(digit)))
  return number.toString(16).padStart(40, '0')
}
