const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Discourse calls an upload by the SHA-1 of its bytes, written with 62 digits (`upload://aB3….png`). Returns it in hexadecimal. */
export function hexOfShortName(name: string): string {
  let number = 0n
  for (const digit of name) number = number * 62n + BigInt(Math.max(0, digits.indexOf(digit)))
  return number.toString(16).padStart(40, '0')
}
