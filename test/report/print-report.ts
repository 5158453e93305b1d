import { readBounds, tightenBounds } from './bounds'
import { countUntyped } from './count-untyped'
import { type Figures, measure } from './figures'
import { functionLimits, hasManyParameters, isTooLong, type MeasuredFunction } from './measure-functions'

const say = (text: string) => process.stdout.write(`${text}\n`)

/** Prints the figures of the source below `root` as Markdown. `list` names every place, `tighten` lowers the bounds. */
export function printReport(root: string, { list = false, tighten = false }: { list?: boolean; tighten?: boolean }): void {
  const { bounds, exceptions } = readBounds()
  const figures = measure(root, exceptions)
  say(tableOf(figures, bounds))
  if (list) for (const line of placesOf(figures)) say(line)
  if (tighten) say(`\nLowered: ${tightenBounds(figures.counted).join(', ') || 'none'}`)
}

function tableOf({ files, functions, counted, typedQueries, duplicates }: Figures, bounds: Figures['counted']): string {
  const lines = files.map((file) => file.lines)
  const { lines: most, linesOfJsx, parameters } = functionLimits
  const rows: [string, string | number, string | number][] = [
    ['Source files', files.length, ''],
    ['Lines', lines.reduce((sum, each) => sum + each, 0), ''],
    ['Lines a file: half / nine of ten / all have at most', quantiles(lines), ''],
    ['Files over 200 lines', counted.filesOver200Lines, bounds.filesOver200Lines],
    ['Functions', functions.length, ''],
    ['Lines a function: half / nine of ten / all have at most', quantiles(functions.map((each) => each.lines)), ''],
    [`Functions over ${most} lines, in JSX files over ${linesOfJsx}`, counted.tooLongFunctions, bounds.tooLongFunctions],
    [`Functions with more than ${parameters} parameters`, counted.functionsWithManyParameters, bounds.functionsWithManyParameters],
    ['SQL results read without a type', `${counted.untypedQueries} of ${counted.untypedQueries + typedQueries}`, bounds.untypedQueries],
    ['Casts (`as`, apart from `as const`)', counted.casts, bounds.casts],
    [`Duplicated lines, in ${duplicates.blocks.length} blocks`, counted.duplicatedLines, bounds.duplicatedLines],
    ['Imports past a room’s index', counted.deepImports, bounds.deepImports],
    ['Circles of imports', counted.importCycles, bounds.importCycles],
  ]
  const table = rows.map((row) => `| ${row.join(' | ')} |`)
  return ['| Source | now | at most |', '| --- | ---: | ---: |', ...table].join('\n')
}

function quantiles(values: number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  return `${at(0.5)} / ${at(0.9)} / ${sorted.at(-1)}`
}

function placesOf({ files, functions, duplicates, deep, cycles }: Figures): string[] {
  const untyped = countUntyped(files)
  const named = (each: MeasuredFunction) => `${each.file}:${each.line} ${each.name}: ${each.lines} lines, ${each.parameters} parameters`
  const longest = functions.filter(isTooLong).toSorted((a, b) => b.lines - a.lines)
  const sections: [string, string[]][] = [
    ['Files over 200 lines', files.filter(({ lines }) => lines > 200).map(({ path, lines }) => `${path}: ${lines}`)],
    ['Long functions', longest.map(named)],
    ['Many parameters', functions.filter(hasManyParameters).map(named)],
    ['SQL results read without a type', untyped.queries],
    ['Casts', untyped.casts],
    ['Duplicated blocks', duplicates.blocks.map(({ lines, first, second }) => `${first} and ${second}: ${lines} lines`)],
    ['Imports past a room’s index', deep.map(({ from, to }) => `${from} imports ${to}`)],
    ['Circles of imports', cycles.map((circle) => circle.join(' ↔ '))],
  ]
  return sections.flatMap(([title, places]) => [`\n## ${title}`, ...places.map((place) => `- ${place}`)])
}
