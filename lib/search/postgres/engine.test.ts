import { describe } from 'vitest'
import { engineContract } from '../engine-contract'
import { typedContract } from '../typed-engine-contract'
import { postgresEngine } from '.'

engineContract(postgresEngine)
describe('what people type', () => typedContract(postgresEngine))
