import { z } from 'zod'
import { type Viewer, viewerOf } from '../../identity/viewer'
import { type Db, queryRows, Role } from '../../platform/db'

/** Someone to whom mails of notices may be sent, with what they may see now. */
export type MailReader = { personId: number; email: string; viewer: Viewer & { personId: number } }

const Row = z.object({ email: z.string(), role: z.enum(Role) })

/** Returns the person as a reader of mails; null for who is suspended, has not confirmed their address, or whose mail came back. */
export async function readMailReader(tx: Db, personId: number): Promise<MailReader | null> {
  const [row] = await queryRows(
    tx,
    Row,
    `select u.email, p.role from auth_user u join person p on p.id = u.person_id where p.id = $1 and ${getsMail}`,
    [personId],
  )
  return row ? { personId, email: row.email, viewer: { ...viewerOf(personId, row.role), personId } } : null
}

/** In SQL: an account `u` and its person `p` to whom mails are sent that come by themselves. */
export const getsMail = `u.email_verified and u.suspended_at is null and p.erased_at is null and p.became_id is null
  and not exists (select 1 from mail_stop s where s.address = lower(u.email))`
