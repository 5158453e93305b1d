import { expect, test } from 'vitest'
import { db } from '../db/client'
import { transaction } from '../db/transaction'
import { queueMail } from './queue-mail'

test('a mail is kept with plain line breaks, and its subject in one line', async () => {
  await transaction((tx) => queueMail(tx, { to: 'lines@example.org', subject: 'One\r\nBcc: two', body: '\r\nfirst\rsecond\0' }))
  expect(await db().outgoingMail.findFirstOrThrow({ where: { recipient: 'lines@example.org' } })).toMatchObject({
    subject: 'One Bcc: two',
    body: '\nfirst\nsecond',
  })
})
