import { createRequire } from 'node:module'
import v8 from 'node:v8'
import type { InferenceSession, Tensor } from 'onnxruntime-common'

/** The part of ONNX Runtime that both of its builds share. */
export type Runtime = {
  name: 'native' | 'wasm'
  InferenceSession: { create(model: Uint8Array | string, options?: InferenceSession.SessionOptions): Promise<InferenceSession> }
  Tensor: typeof Tensor
}

// Named in variables and required at run time: a bundler must neither follow them nor fail where they are not installed.
const require = createRequire(import.meta.url)
const native = 'onnxruntime-node'
const wasm = 'onnxruntime-web'

/**
 * ONNX Runtime: the native build, or, where that is not installed or not made for this machine, WebAssembly, at a fifth of
 * the speed. Null where neither is installed: both are optional packages.
 */
export function loadRuntime(wanted?: Runtime['name']): Runtime | null {
  if (wanted !== 'wasm') {
    const found = tryRequire(native)
    if (found) return { name: 'native', InferenceSession: found.InferenceSession, Tensor: found.Tensor }
    if (wanted === 'native') return null
  }
  // Compiling a function again for speed costs V8 more memory than the model does, and only a few of them need it: measured, a
  // process with 200 MB more instead of 350 after a thousand texts, and the first texts in half the time.
  v8.setFlagsFromString('--wasm-tiering-budget=1000000000')
  const found = tryRequire(wasm)
  if (!found) return null
  // One thread: no workers to start, and the other cores are for readers.
  found.env.wasm.numThreads = 1
  return { name: 'wasm', InferenceSession: found.InferenceSession, Tensor: found.Tensor }
}

// biome-ignore lint/suspicious/noExplicitAny: two packages that may be missing, of which the common part is used.
function tryRequire(name: string): any {
  try {
    return require(name)
  } catch {
    return null
  }
}
