import { createHash } from 'node:crypto'
import { parseAst } from 'vitest/node'
import { sqlMutations } from './sql-mutations'

/** A small change of a program that its tests should notice. */
export type Mutant = {
  /** The same for the same change of the same text; different once the file has changed. */
  id: string
  file: string
  line: number
  start: number
  end: number
  before: string
  after: string
}

type Node = { type: string; start: number; end: number; [key: string]: unknown }
type Change = { start: number; end: number; after: string }

const swaps: Record<string, string> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '*': '/',
  '/': '*',
  '-': '+',
  '&&': '||',
  '||': '&&',
}
const methods = new Map(Object.entries({ some: 'every', every: 'some', min: 'max', max: 'min', startsWith: 'endsWith' }))
/** Calls whose removal changes nothing that a test could state. */
const saying = /^(log|say|notice|progress|console\.\w+|process\.std\w+\.write|[\w.]*\.unref)\s*\(/

/** Returns every mutant of a file, in the order of the text. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const changes: Change[] = []
  visit(parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node, source, changes)
  const digest = createHash('sha256').update(file).update('\0').update(source).digest('hex')
  return changes
    .map(({ start, end, after }) => {
      const before = source.slice(start, end)
      const id = createHash('sha256').update(`${digest} ${start} ${end} ${after}`).digest('hex').slice(0, 16)
      return { id, file, line: source.slice(0, start).split('\n').length, start, end, before, after }
    })
    .sort((a, b) => a.start - b.start || a.end - b.end || a.after.localeCompare(b.after))
}

/** Returns the text with the change made. */
export function mutated(source: string, { start, end, after }: Pick<Mutant, 'start' | 'end' | 'after'>): string {
  return source.slice(0, start) + after + source.slice(end)
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
/** Types are removed when the program runs; these wrap values. */
const wrappers = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'])

function visit(node: Node, source: string, changes: Change[]): void {
  if (node.type.startsWith('TS') && !wrappers.has(node.type)) return
  if (node.type === 'ImportDeclaration' || (node.type.startsWith('Export') && node.source)) return
  if (node.type === 'ExpressionStatement' && saying.test(source.slice(node.start, node.end))) return
  changes.push(...changesOf(node, source))
  for (const [key, value] of Object.entries(node)) {
    if (key === 'typeAnnotation' || key === 'returnType' || key === 'typeArguments' || key === 'typeParameters') continue
    // The name of a property is not a value.
    if (key === 'key' && node.computed !== true) continue
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, source, changes)
  }
}

function changesOf(node: Node, source: string): Change[] {
  const text = (part: unknown) => source.slice((part as Node).start, (part as Node).end)
  const instead = (after: string, { start, end }: { start: number; end: number } = node) => ({ start, end, after })
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return operatorChanges(node, source)
    case 'UnaryExpression':
      return node.operator === '!' ? [instead(text(node.argument))] : []
    case 'IfStatement':
    case 'ConditionalExpression':
      return ['true', 'false'].map((word) => instead(word, node.test as Node))
    case 'ExpressionStatement': {
      const inner = node.expression as Node
      const called = inner.type === 'AwaitExpression' ? (inner.argument as Node) : inner
      return called.type === 'CallExpression' ? [instead('', inner)] : []
    }
    case 'CallExpression': {
      const { property } = node.callee as { property?: Node & { name?: string } }
      const other = methods.get(property?.name ?? '')
      return other && property ? [instead(other, property)] : []
    }
    case 'Literal':
      return literalChanges(node, source)
    case 'TemplateElement':
      return sqlMutations(source.slice(node.start, node.end)).map((change) => ({
        start: node.start + change.start,
        end: node.start + change.end,
        after: change.after,
      }))
    default:
      return []
  }
}

function operatorChanges(node: Node, source: string): Change[] {
  const { left, right, operator } = node as unknown as { left: Node; right: Node; operator: string }
  if (operator === '??') return [{ start: left.end, end: right.end, after: '' }]
  const other = swaps[operator]
  if (!other) return []
  const at = source.indexOf(operator, left.end)
  return at < right.start ? [{ start: at, end: at + operator.length, after: other }] : []
}

function literalChanges(node: Node, source: string): Change[] {
  const { value, start, end } = node
  if (typeof value === 'boolean') return [{ start, end, after: String(!value) }]
  if (typeof value === 'number') return [{ start, end, after: value === 0 ? '1' : '0' }]
  if (typeof value !== 'string') return []
  return sqlMutations(source.slice(start, end)).map((change) => ({
    start: start + change.start,
    end: start + change.end,
    after: change.after,
  }))
}
