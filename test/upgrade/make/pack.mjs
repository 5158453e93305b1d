// Packs a file as the fixture holds it:  node pack.mjs FILE PACKED
import fs from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'

const [from, to] = process.argv.slice(2)
const bytes = fs.readFileSync(from)
const params = {
  [constants.BROTLI_PARAM_QUALITY]: 11,
  [constants.BROTLI_PARAM_LGWIN]: 24,
  [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
}
fs.writeFileSync(to, brotliCompressSync(bytes, { params }))
