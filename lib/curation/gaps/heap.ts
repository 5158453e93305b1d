/** Gives back the largest of what was put in (a binary heap). */
export class Heap<T> {
  private readonly items: { item: T; worth: number }[] = []

  push(item: T, worth: number): void {
    const { items } = this
    const entry = { item, worth }
    let at = items.length
    items.push(entry)
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = items[above]
      if (!parent || parent.worth >= worth) break
      items[at] = parent
      at = above
    }
    items[at] = entry
  }

  /** Takes the largest out. */
  pop(): T | undefined {
    const { items } = this
    const [first] = items
    const last = items.pop()
    if (items.length > 0 && last) this.sink(last)
    return first?.item
  }

  private sink(entry: { item: T; worth: number }): void {
    const { items } = this
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const [a, b] = [items[left], items[left + 1]]
      const [below, child] = b && a && b.worth > a.worth ? [left + 1, b] : [left, a]
      if (!child || child.worth <= entry.worth) break
      items[at] = child
      at = below
    }
    items[at] = entry
  }
}
