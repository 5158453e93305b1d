import { countUntyped } from './count-untyped'
import { type Duplicates, findDuplicates } from './find-duplicates'
import { hasManyParameters, isTooLong, type MeasuredFunction, measureFunctions } from './measure-functions'
import { deepImports, importCycles, readImports } from './read-imports'
import { readSource, type SourceFile } from './read-source'

/** What may only become less: test/report/bounds.json holds the most of each. */
export type Counted = {
  filesOver200Lines: number
  tooLongFunctions: number
  functionsWithManyParameters: number
  untypedQueries: number
  casts: number
  duplicatedLines: number
  deepImports: number
  importCycles: number
}

export type Figures = {
  counted: Counted
  files: SourceFile[]
  functions: MeasuredFunction[]
  typedQueries: number
  duplicates: Duplicates
  deep: { from: string; to: string }[]
  cycles: string[][]
}

/** `exceptions` are functions that may be longer, as `file#name`. */
export function measure(root: string, exceptions: Record<string, string> = {}): Figures {
  const files = readSource(root)
  const functions = measureFunctions(files)
  const graph = readImports(files)
  const untyped = countUntyped(files)
  const duplicates = findDuplicates(root)
  const [deep, cycles] = [deepImports(graph), importCycles(graph)]
  return {
    files,
    functions,
    typedQueries: untyped.typedQueries,
    duplicates,
    deep,
    cycles,
    counted: {
      filesOver200Lines: files.filter(({ lines }) => lines > 200).length,
      tooLongFunctions: functions.filter((each) => isTooLong(each) && !(`${each.file}#${each.name}` in exceptions)).length,
      functionsWithManyParameters: functions.filter(hasManyParameters).length,
      untypedQueries: untyped.queries.length,
      casts: untyped.casts.length,
      duplicatedLines: duplicates.lines,
      deepImports: deep.length,
      importCycles: cycles.length,
    },
  }
}
