const daysKept = 7
const weeksKept = 4
const beforeMigrationsKept = 2
const msOfDay = 86_400_000

const pattern = /^cairn-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)(-before-migration)?\.tar\.gz$/

/** Returns the name of an automatic backup. It contains the time, so that names sort by age. */
export function archiveName(at: Date, beforeMigration: boolean): string {
  const stamp = at.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  return `cairn-${stamp}${beforeMigration ? '-before-migration' : ''}.tar.gz`
}

/** Returns when an automatic backup was made, or null for another name. Files with other names are never removed. */
export function timeOfArchive(name: string): Date | null {
  const [, year, month, day, hour, minute, second] = pattern.exec(name) ?? []
  return year ? new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) : null
}

/**
 * Returns the automatic backups that are no longer needed: all except the newest of each of the last seven days and
 * of the last four weeks that have one, and the last two from before a migration.
 */
export function outdated(names: string[]): string[] {
  const ours = names.filter((name) => timeOfArchive(name)).sort((a, b) => (a < b ? 1 : -1))
  const kept = new Set(ours.filter((name) => name.includes('-before-migration')).slice(0, beforeMigrationsKept))
  const regular = ours.filter((name) => !name.includes('-before-migration'))
  const dayOf = (name: string) => Math.floor((timeOfArchive(name)?.getTime() ?? 0) / msOfDay)
  // Day 0 was a Thursday, and weeks begin on Mondays.
  for (const [periodOf, count] of [[dayOf, daysKept] as const, [(name: string) => Math.floor((dayOf(name) + 3) / 7), weeksKept] as const]) {
    const periods = new Set<number>()
    for (const name of regular) {
      if (periods.has(periodOf(name))) continue
      if (periods.size === count) break
      periods.add(periodOf(name))
      kept.add(name)
    }
  }
  return ours.filter((name) => !kept.has(name))
}
