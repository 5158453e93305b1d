export type { ImportReport } from './context'
export { type ImportKind, runImport, runImportOf } from './run'
export type { Progress, ReaderOptions, SourceThread } from './source'
export { type UndoReport, undoImport } from './undo/undo-import'
