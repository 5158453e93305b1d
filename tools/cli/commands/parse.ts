import path from 'node:path'
import { InvalidArgumentError } from 'commander'

/** A path relative to the folder of the person, which is not the folder in which npm runs us. */
export function fromCaller(file: string): string {
  return path.resolve(process.env.CAIRN_CALLED_FROM ?? process.cwd(), file)
}

/** For options that take a number. @throws InvalidArgumentError, which makes the call a wrong one. */
export function digits(value: string): string {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It must be a whole number.')
  return value
}
