/** Returns the columns of rows, as `unnest` takes them. */
export function columns<T>(rows: T[], of: (row: T) => unknown[]): unknown[][] {
  const values = rows.map(of)
  const width = values[0]?.length ?? 0
  return Array.from({ length: width }, (_, column) => values.map((row) => row[column]))
}
