import { describe } from 'vitest'
import { synonymsContract } from '../../synonyms/contract'
import { engineContract } from '../contract'
import { typedContract } from '../typed-contract'
import { postgresEngine } from './'

engineContract(postgresEngine)
describe('what people type', () => typedContract(postgresEngine))
describe('synonyms', () => synonymsContract(postgresEngine))
