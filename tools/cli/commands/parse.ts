import path from 'node:path'
import { InvalidArgumentError } from 'commander'

/** Returns a path relative to the folder of the caller, which is not the folder in which npm runs us. */
export function fromCaller(file: string): string {
  return path.resolve(process.env.CAIRN_CALLED_FROM ?? process.cwd(), file)
}

/** Parses an option that takes a number. @throws InvalidArgumentError, which makes the call a wrong one. */
export function digits(value: string): string {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It must be a whole number.')
  return value
}
