/** Returns the columns of rows, as `unnest` takes them. */
export function columns<T>(rows: T[], of: (row: T) => unknown[]): unknown[][] {
  const [first = [], ...others] = rows.map(of)
  return first.map((value, column) => [value, ...others.map((row) => row[column])])
}
