import { db } from '../../platform/db'

/** Returns the passkeys of a user, the newest first. */
export async function listPasskeys(userId: string): Promise<{ id: string; name: string | null; createdAt: Date | null }[]> {
  return db().passkey.findMany({ where: { userId }, select: { id: true, name: true, createdAt: true }, orderBy: { createdAt: 'desc' } })
}

/** Removes a passkey; nothing happens if it is not the user's. */
export async function removePasskey(userId: string, id: string): Promise<void> {
  await db().passkey.deleteMany({ where: { id, userId } })
}
