import { log, messageOf } from '../../platform/log'
import { dequantize, dot, modelSetting, openEmbedder, quantizeInt8, readServingModel, withKey } from '../semantic'
import { distinctiveTerms } from './outcomes'

/** What a text that was searched for is compared by: its distinctive words, and its vector where there is a model. */
export type Signature = { terms: string[]; modelId: number | null; vector: Buffer | null }

/** Texts mean the same from this share of their words on (those that either has, by those that both have) … */
const termsMin = 0.55
/** … or from this cosine on. Measured, see docs/search.md. */
const cosineMin = 0.7

/**
 * Returns the signatures of texts. A model is opened for it and closed again: there are few such texts, and they come seldom. Words alone
 * are compared where it can't be opened.
 */
export async function signaturesOf(texts: string[]): Promise<Signature[]> {
  const embedded = texts.length > 0 ? await embed(texts) : null
  return texts.map((text, i) => {
    const vector = embedded?.vectors[i]
    return {
      terms: distinctiveTerms(text),
      modelId: embedded && vector ? embedded.modelId : null,
      vector: vector ? quantizeInt8(vector) : null,
    }
  })
}

async function embed(texts: string[]): Promise<{ modelId: number; vectors: Float32Array[] } | null> {
  try {
    const model = modelSetting().kind === 'none' ? null : await readServingModel()
    const embedder = model && (await openEmbedder(withKey(model.setting), model.name))
    if (!embedder) return null
    try {
      return { modelId: model.id, vectors: await embedder.embed(texts, 'query') }
    } finally {
      await embedder.close()
    }
  } catch (error) {
    log('warn', 'searches are grouped by words alone', { error: messageOf(error) })
    return null
  }
}

/** Returns how close two texts are: from 1 on they mean the same. */
export function closeness(a: Signature, b: Signature): number {
  const both = a.terms.filter((term) => b.terms.includes(term)).length
  const either = a.terms.length + b.terms.length - both
  const byTerms = either === 0 ? 0 : both / either / termsMin
  if (!a.vector || !b.vector || a.modelId !== b.modelId || a.vector.length !== b.vector.length) return byTerms
  return Math.max(byTerms, dot(dequantize(a.vector), dequantize(b.vector)) / cosineMin)
}
