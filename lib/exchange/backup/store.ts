import type { BackupSource } from './source'
import type { BackupOptions, BackupReport } from './write-backup'

/** A place for automatic backups: archives without pictures, and beside them every picture once, named by its content. */
export type BackupStore = {
  /** The name that messages use. */
  place: string
  /** Returns the free bytes there, or null if that is not known. */
  freeBytes(): Promise<number | null>
  archives(): Promise<string[]>
  write(name: string, options: Omit<BackupOptions, 'target'>): Promise<BackupReport & { bytes: number }>
  remove(archive: string): Promise<void>
  pictures(): Promise<string[]>
  /** Puts a picture there if it is not there yet. Returns its size, or null if the picture does not exist. */
  keepPicture(name: string, sure: boolean): Promise<number | null>
  removePicture(name: string): Promise<void>
  /** Puts the list of deleted people beside the archives. */
  keepErasures(list: string): Promise<void>
  source(archive: string): Promise<BackupSource>
}
