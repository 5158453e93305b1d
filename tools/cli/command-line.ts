import fs from 'node:fs'
import path from 'node:path'
import { Command, CommanderError } from 'commander'
import { addContentCommands } from './commands/content'
import { addFindingCommands } from './commands/finding'
import { addImportCommands } from './commands/importing'
import { addMeasuringCommands } from './commands/measuring'

/** Exit codes: a wrong call, work that failed, and a bug have different ones. */
export const exitCodes = { done: 0, failed: 1, wrongCall: 2, crashed: 70 } as const

/** The command line with all its commands. Only names and options: what a command does is loaded when it runs. */
export function makeProgram(): Command {
  const program = new Command('cairn')
    .description('Works on the database of this installation; no app has to run.')
    .version(readVersion())
    .exitOverride()
    .showHelpAfterError('`npm run cairn -- --help` lists the commands.')
  addImportCommands(program)
  addContentCommands(program)
  addFindingCommands(program)
  addMeasuringCommands(program)
  return program
}

/** Runs a command and ends the process with one of `exitCodes`. Bad input is one sentence. */
export async function runCommandLine(argv: string[]): Promise<void> {
  try {
    await makeProgram().parseAsync(argv)
    process.exit(exitCodes.done)
  } catch (error) {
    // Commander has printed the message already, also for help and version.
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.wrongCall)
    const { code, said } = reportOf(error)
    process.stderr.write(`${said}\n`)
    process.exit(code)
  }
}

/** Returns what is printed about an error, and the exit code. */
export function reportOf(error: unknown): { code: number; said: string } {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  // Recognised by name: importing the classes would load the settings and their library for a call that only asks for help.
  const isExpected = name === 'DomainError' || name === 'EnvError'
  return isExpected ? { code: exitCodes.failed, said: message } : { code: exitCodes.crashed, said: stack ?? message }
}

function readVersion(): string {
  return JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8')).version
}
