export { knownMigrations, migrationState, requireMigrated } from './known-migrations'
export { migrate, pendingMigrations } from './migrate'
export { beginRestore, endRestore, refuseHalfRestored } from './restoring'
