import type { z } from 'zod'

/** One setting, stated once: the check, the table in README.md and .env.example are made from it. */
export type Setting = {
  /** What it is for, in one sentence without a full stop. */
  about: string
  /** What a text must be, what becomes of it, and the value it has where it is not set. */
  schema: z.ZodType
  /** In words, what holds where it is not set and the schema gives no value. */
  unset?: string
  /** Value in .env.example, where the default would not show what one looks like. */
  example?: string
  /** No message repeats its value. */
  secret?: true
  /** docker-compose.yml decides it, whatever .env says. */
  setByCompose?: true
  /**
   * `environment`: it can't come from .env, because it is read before that file. `supervisor`: the processes it starts
   * are told, and people never set it. Otherwise anyone may set it, in .env or in the environment.
   */
  setIn?: 'environment' | 'supervisor'
}

export type Settings = Record<string, Setting>
