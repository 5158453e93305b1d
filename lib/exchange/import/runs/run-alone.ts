import { withLock } from '../../../platform/db'
import { DomainError } from '../../../platform/errors'
import type { ImportReport } from '../report'
import { type ImportOptions, runImport } from '../run'

/** Imports while no other import is at work, of the command line or of a page. @throws DomainError `conflict` if one is; as `runImport`. */
export async function runImportAlone(options: ImportOptions): Promise<ImportReport> {
  const report = await withLock('importing', false, () => runImport(options))
  if (!report) throw new DomainError('conflict', 'Another import is at work. Wait until it has ended, or stop it on /admin/import.')
  return report
}
