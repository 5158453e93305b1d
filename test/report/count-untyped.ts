import type { Node } from 'oxc-parser'
import { lineOf, type SourceFile, walk } from './read-source'

/** Places where the compiler has to believe us, as `file:line`. */
export type Untyped = { queries: string[]; typedQueries: number; casts: string[] }

/**
 * Finds `query(…)` of node-postgres and `$queryRaw` whose rows are read without a type, and every `x as T` apart from `as const`.
 * A query whose result nobody looks at is no concern.
 */
export function countUntyped(files: SourceFile[]): Untyped {
  const untyped: Untyped = { queries: [], typedQueries: 0, casts: [] }
  for (const { path, text, program } of files) {
    walk(program, (node, parents) => {
      const place = () => `${path}:${lineOf(text, node.start)}`
      if (node.type === 'TSAsExpression' && !isConst(node.typeAnnotation)) untyped.casts.push(place())
      const typed = typesOfQuery(node)
      if (typed === undefined || isForgotten(parents)) return
      if (typed) untyped.typedQueries++
      else untyped.queries.push(place())
    })
  }
  return untyped
}

function isConst(type: Node): boolean {
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const'
}

/** Whether a query says what its rows are; undefined for whatever is no query. */
function typesOfQuery(node: Node): boolean | undefined {
  const called = node.type === 'CallExpression' ? node.callee : node.type === 'TaggedTemplateExpression' ? node.tag : undefined
  if (called?.type !== 'MemberExpression' || called.property.type !== 'Identifier') return undefined
  if (!/^(query|\$queryRaw|\$queryRawUnsafe)$/.test(called.property.name)) return undefined
  return 'typeArguments' in node && Boolean(node.typeArguments)
}

function isForgotten(parents: Node[]): boolean {
  return parents.findLast(({ type }) => type !== 'AwaitExpression')?.type === 'ExpressionStatement'
}
