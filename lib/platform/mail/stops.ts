import { type Db, db } from '../db'

/** Why mail to an address is stopped: it came back, or its reader called it unwanted. `said` is what the report said. */
export type MailStop = { address: string; complaint: boolean; said: string; createdAt: Date }

const saidLengthMax = 500

/** Stops mail to an address, except what is about an account. Returns false if it was stopped before. */
export async function stopMailTo(tx: Db, { address, complaint, said }: Omit<MailStop, 'createdAt'>): Promise<boolean> {
  const row = { address: address.toLowerCase(), complaint, said: said.slice(0, saidLengthMax) }
  const { count } = await tx.mailStop.createMany({ data: [row], skipDuplicates: true })
  return count > 0
}

/** Returns why mail to an address is stopped; null if it is not. */
export function readMailStop(address: string): Promise<MailStop | null> {
  return db().mailStop.findUnique({ where: { address: address.toLowerCase() } })
}

/** Lets mail to an address be sent again. Returns false if it was not stopped. */
export async function resumeMailTo(tx: Db, address: string): Promise<boolean> {
  const { count } = await tx.mailStop.deleteMany({ where: { address: address.toLowerCase() } })
  return count > 0
}
