import type { ReaderOptions } from './source'

/** Returns the same things, and asks before each whether the reading shall go on. @throws what `goOn` throws. */
export async function* stoppable<T>(things: AsyncIterable<T>, { goOn }: ReaderOptions): AsyncIterable<T> {
  for await (const thing of things) {
    goOn?.()
    yield thing
  }
}
