import { removeKeptPicture } from '../../community/uploads'
import { db, transaction } from '../../platform/db'

/** Removes pictures that this person added and that are in no text and no history. A picture that someone else added too stays. */
export async function removeUnusedPictures(personId: number): Promise<void> {
  const uploads = await db().pictureUpload.findMany({ where: { personId }, select: { name: true }, orderBy: { name: 'asc' } })
  for (const { name } of uploads) {
    const isGone = await transaction(async (tx) => {
      if ((await tx.pictureUse.count({ where: { name } })) > 0) return false
      await tx.pictureUpload.deleteMany({ where: { name, personId } })
      if ((await tx.pictureUpload.count({ where: { name } })) > 0) return false
      // Otherwise a later import would think that it still has the picture.
      await tx.importedPicture.deleteMany({ where: { name } })
      return true
    })
    if (isGone) await removeKeptPicture(name)
  }
}
