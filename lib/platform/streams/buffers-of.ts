/** Returns the chunks of a byte stream, which Node types as any. @throws TypeError for a stream of something else. */
export async function* buffersOf(stream: AsyncIterable<unknown>): AsyncIterable<Buffer> {
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('The stream is not one of bytes.')
    yield chunk
  }
}
