import { engineContract } from '../engine-contract'
import { postgresEngine } from '.'

engineContract(postgresEngine)
