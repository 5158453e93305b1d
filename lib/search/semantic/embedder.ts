/** What a text is embedded for: some models want to be told. */
export type Purpose = 'query' | 'passage'

/**
 * The port for embedding models: texts become vectors of length 1, so that the more similar what two texts say,
 * the larger the product of their vectors.
 */
export interface Embedder {
  /** Model and version. Vectors of different models can't be compared. */
  readonly model: string
  readonly dimensions: number
  /** One vector a text, in their order. @throws DomainError `unavailable` with a sentence that says what is wrong. */
  embed(texts: string[], purpose: Purpose, signal?: AbortSignal): Promise<Float32Array[]>
  close(): Promise<void>
}

/** Scales a vector to length 1; one of length 0 stays. */
export function normalised(vector: Float32Array): Float32Array {
  let sum = 0
  for (const value of vector) sum += value * value
  const length = Math.sqrt(sum)
  return length > 0 ? vector.map((value) => value / length) : vector
}
