import { z } from 'zod'
import { beginImport, importMoves, makeUploadFolder, mayUpload, moveImport, pathOfUpload, removeUpload } from '../../exchange/import'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { countAgainst } from '../../platform/rate-limit'
import { urls } from '../../shared'
import { action } from './action'
import { idOrNull, text, ticked } from './fields'

/** An export of more files is packed into an archive first. */
const filesMax = 200

export const importActions = [
  action({
    path: '/admin/import',
    permission: 'admin.import',
    limit: 'edit',
    receives: {
      bounds: () => ({ bytes: env().imports.bytes, files: filesMax }),
      async makeFolder(viewer, bytes) {
        await mayUpload(viewer)
        await countAgainst('import', `person ${viewer.personId}`)
        return makeUploadFolder(bytes)
      },
      pathOf: pathOfUpload,
      remove: removeUpload,
    },
    input: z.object({
      do: z.enum(['upload', ...importMoves], 'This can’t be done.'),
      id: idOrNull(),
      kind: z.enum(['discourse', 'stackexchange', 'listing'], 'Say what kind of export it is.').optional(),
      source: text(60),
      base: text(300),
      includeHidden: ticked(),
      fetchPictures: ticked(),
      restricted: z.enum(['', 'members', 'editors'], 'This is not one of the choices.').default(''),
    }),
    async run({ viewer, received }, { do: command, id, kind, source, base, restricted, ...chosen }) {
      if (command !== 'upload') {
        await moveImport(viewer, id ?? 0, command)
        return { to: urls.adminImport({ done: command }) }
      }
      if (!received) throw new DomainError('invalid', 'Choose a file.', 'file')
      if (!kind) throw new DomainError('invalid', 'Say what kind of export it is.', 'kind')
      const options = { ...chosen, base: base.trim() || undefined, restricted: restricted || undefined }
      await beginImport(viewer, received, { kind, source, ...options })
      return { to: urls.adminImport() }
    },
  }),
]
