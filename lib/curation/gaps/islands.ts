/** Numbers from 0 that are connected with each other, directly or through others (a disjoint-set forest). */
export class Islands {
  private readonly root: Int32Array

  constructor(readonly count: number) {
    this.root = Int32Array.from({ length: count }, (_, i) => i)
  }

  /** The number that stands for all that are connected with this one. */
  of(number: number): number {
    const { root } = this
    let one = number
    for (let next = root[one] ?? one; next !== one; next = root[one] ?? one) {
      root[one] = root[next] ?? next
      one = next
    }
    return one
  }

  connect(a: number, b: number): void {
    this.root[this.of(a)] = this.of(b)
  }
}
