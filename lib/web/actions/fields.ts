import { z } from 'zod'
import { wordsOf } from '../../shared'
import { idOf } from '../http'

// Forms send texts. A missing field is an empty text, so that a message is about the field and not about a type.

/** A text that may be empty. */
export const text = (lengthMax = 200_000) => z.string().max(lengthMax, `This is longer than ${lengthMax} characters.`).default('')

/** A text that must not be empty. `says` is the message if it is. */
export const required = (says: string, lengthMax = 400) =>
  z
    .string()
    .default('')
    .refine((value) => value.trim() !== '', says)
    .refine((value) => value.length <= lengthMax, `This is longer than ${lengthMax} characters.`)

/** A mail address. */
export const email = () =>
  z
    .string()
    .default('')
    .transform((value) => value.trim())
    .refine((value) => z.email().safeParse(value).success && value.length <= 254, 'This is not a mail address.')

/** An id; the empty text is null. */
export const idOrNull = () =>
  z
    .string()
    .default('')
    .refine((value) => value === '' || /^[1-9]\d{0,8}$/.test(value), 'This is not one of the choices.')
    .transform((value) => (value === '' ? null : Number(value)))

/** The ids of boxes that were ticked, each once; what is none is passed over. */
export const manyIds = () =>
  z
    .array(z.string())
    .default([])
    .transform((values) => [...new Set(values.flatMap((value) => idOf(value) ?? []))])

/** A box that can be ticked. */
export const ticked = () =>
  z
    .string()
    .optional()
    .transform((value) => value !== undefined)

/** The random key of a form, by which it counts only once. */
export const submission = () =>
  z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .optional()

/** Words between commas or line breaks. */
export const wordList = () => z.string().default('').transform(wordsOf)

/** Lines that are not empty. */
export const lineList = () =>
  z
    .string()
    .default('')
    .transform((value) =>
      value
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )

/** A day as browsers send it, at midnight UTC; the empty text is null. */
export const optionalDay = () =>
  z
    .string()
    .default('')
    .refine((value) => value === '' || (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))), 'This is not a date.')
    .transform((value) => (value === '' ? null : new Date(value)))
