/** A vector at eight bits a dimension; its length is not kept, only where it points. */
export function quantizeInt8(vector: Float32Array): Buffer {
  let largest = 0
  for (const value of vector) largest = Math.max(largest, Math.abs(value))
  const code = Buffer.alloc(vector.length)
  if (largest > 0) for (const [i, value] of vector.entries()) code.writeInt8(Math.round((value * 127) / largest), i)
  return code
}

/** What `quantizeInt8` made, at length 1. */
export function dequantize(code: Buffer): Float32Array {
  const bytes = new Int8Array(code.buffer, code.byteOffset, code.length)
  let sum = 0
  for (const value of bytes) sum += value * value
  const length = Math.sqrt(sum) || 1
  const vector = new Float32Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) vector[i] = (bytes[i] as number) / length
  return vector
}

/** Signs of a vector as PostgreSQL writes bits: 1 where it is positive. */
export function quantizeBinary(vector: Float32Array): string {
  let bits = ''
  for (const value of vector) bits += value > 0 ? '1' : '0'
  return bits
}

/** Product of two vectors of one length; of vectors of length 1 the cosine between them. */
export function dot(a: Float32Array, b: Float32Array): number {
  // Four sums at once: an addition waits for the one before it, and a query is compared with a thousand posts.
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0]
  let i = 0
  for (; i + 3 < a.length; i += 4) {
    sum0 += (a[i] as number) * (b[i] as number)
    sum1 += (a[i + 1] as number) * (b[i + 1] as number)
    sum2 += (a[i + 2] as number) * (b[i + 2] as number)
    sum3 += (a[i + 3] as number) * (b[i + 3] as number)
  }
  for (; i < a.length; i++) sum0 += (a[i] as number) * (b[i] as number)
  return sum0 + sum1 + sum2 + sum3
}

/**
 * The cosine between two vectors, guessed from how many of their signs differ: the share of differing signs is the share
 * of the half circle between them (Charikar, 2002).
 */
export function cosineOfDistance(distance: number, dimensions: number): number {
  return Math.cos((Math.PI * distance) / dimensions)
}
