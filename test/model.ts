import fs from 'node:fs'
import path from 'node:path'

const { CAIRN_EVAL_DIR: evaluation, CAIRN_TEST_MODEL: named } = process.env
const candidates = [named, evaluation && path.resolve(evaluation, '../models/all-MiniLM-L6-v2')]

/** Folder of a real model, or null: none belongs to the project. */
export const modelAtHand = candidates.find((dir) => dir && fs.existsSync(path.join(dir, 'tokenizer.json'))) ?? null
if (!modelAtHand) process.stderr.write('Tests of a local model do not run: set CAIRN_TEST_MODEL to the folder of one.\n')
