/** Gives back the largest of what was put in (a binary heap). */
export class Heap<T> {
  private readonly items: T[] = []

  constructor(private readonly worth: (item: T) => number) {}

  push(item: T): void {
    const { items, worth } = this
    const own = worth(item)
    let at = items.length
    items.push(item)
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = items[above] as T
      if (worth(parent) >= own) break
      items[at] = parent
      at = above
    }
    items[at] = item
  }

  /** Takes the largest out. */
  pop(): T | undefined {
    const { items } = this
    const [first] = items
    const last = items.pop()
    if (items.length > 0 && last !== undefined) this.sink(last)
    return first
  }

  private sink(item: T): void {
    const { items, worth } = this
    const own = worth(item)
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= items.length) break
      if (below + 1 < items.length && worth(items[below + 1] as T) > worth(items[below] as T)) below++
      const child = items[below] as T
      if (worth(child) <= own) break
      items[at] = child
      at = below
    }
    items[at] = item
  }
}
