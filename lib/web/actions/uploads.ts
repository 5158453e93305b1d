import { z } from 'zod'
import { keepPicture, noteUpload, readPicture } from '../../community/uploads'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { action } from './action'

export const uploadActions = [
  action({
    path: '/uploads',
    page: () => urls.ask(),
    permission: 'upload.add',
    limit: 'upload',
    input: z.object({}),
    async run({ viewer, files }) {
      const file = files.find(({ name }) => name === 'picture')?.file
      if (!file || file.size === 0) throw new DomainError('invalid', 'Choose a picture.')
      const picture = await readPicture(Buffer.from(await file.arrayBuffer()))
      await keepPicture(picture)
      await noteUpload(viewer, picture.name)
      return { to: urls.upload(picture.name), data: { url: urls.upload(picture.name), width: picture.width, height: picture.height } }
    },
  }),
]
