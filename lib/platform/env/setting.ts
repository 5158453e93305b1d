import type { z } from 'zod'

/** One setting, declared once: the check, the table in README.md and .env.example are made from it. */
export type Setting = {
  /** What it is for, in one sentence without a full stop. */
  about: string
  /** Checks and converts the text, and gives the value if it is not set. */
  schema: z.ZodType
  /** In words, what is used if it is not set and the schema gives no value. */
  unset?: string
  /** The value in .env.example, if the default does not show what a value looks like. */
  example?: string
  /** A secret: no message repeats its value. */
  secret?: true
  /** docker-compose.yml sets it, whatever .env says. */
  setByCompose?: true
  /**
   * `environment`: it can't come from .env, because it is read before that file. `supervisor`: the supervisor sets it for the processes it
   * starts; people never set it. Anything else can be set in .env or in the environment.
   */
  setIn?: 'environment' | 'supervisor'
}

export type Settings = Record<string, Setting>
