// What other parts may use of people's own data.
export { type ErasureScope, erasePerson, readErasureScope } from './erase-person'
export { erasedExternalId } from './erase-rows'
export { addToErasureList, readErasureList } from './erasure-file'
export { openExport } from './export/open-export'
export { finishErasure, finishErasures } from './finish-erasure'
export { holdErasures } from './import-lock'
export { personColumns } from './person-columns'
export { replayErasures } from './replay-erasures'
