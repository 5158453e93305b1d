import fs from 'node:fs'
import { expect, test } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { aMember, anEditor, aThread } from '../../../test/factories'
import { mergePersonInto } from '../../identity/accounts/merge-person-into'
import { system, visitor } from '../../identity/viewer'
import { recount } from '../../maintenance/recount'
import { db, pool, transaction } from '../../platform/db'
import { boostReply, boostThread, postReply, readThread, retractThreadBoost } from '.'

const countsOf = async (id: number) => {
  const thread = await readThread(visitor, id)
  return [thread?.boostCount, ...(thread?.replies.map(({ boostCount }) => boostCount) ?? [])]
}
const wrong = async () => (await recount(false)).filter(({ rows }) => rows > 0)

test('nobody boosts what they wrote, whoever they are; everybody else may', async () => {
  for (const author of [await aMember(), await anEditor()]) {
    const { id } = await aThread({ by: author })
    const reply = await postReply(author, { threadId: id, body: 'Mine, too.' })
    await expect(boostThread(author, id)).rejects.toThrow('You can’t boost what you wrote yourself.')
    await expect(boostReply(author, reply.id)).rejects.toThrow('You can’t boost what you wrote yourself.')
    const other = await aMember()
    await boostThread(other, id)
    await boostReply(other, reply.id)
    // Nothing to take back is no error.
    await retractThreadBoost(author, id)
    expect(await countsOf(id)).toEqual([1, 1])
  }
})

test('who becomes the author of a post no longer boosts it', async () => {
  const [author, other] = [await aMember(), await aMember()]
  const { id } = await aThread({ by: author })
  const reply = await postReply(author, { threadId: id, body: 'Imported.' })
  const { personId } = await anAccount('Own Booster')
  const user = await db().user.findUniqueOrThrow({ where: { personId } })
  const me = { audience: 'member' as const, personId }
  for (const person of [me, other]) {
    await boostThread(person, id)
    await boostReply(person, reply.id)
  }
  expect(await countsOf(id)).toEqual([2, 2])
  await transaction((tx) => mergePersonInto(tx, system, author.personId, user.id))
  expect(await countsOf(id)).toEqual([1, 1])
  expect(await wrong()).toEqual([])
})

test.each(['20261129081200_own_boosts', '20261129081300_own_reply_boosts'])(
  '%s removes boosts of one’s own and counts again',
  async (name) => {
    const [author, other] = [await aMember(), await aMember()]
    const { id } = await aThread({ by: author })
    const { id: replyId } = await postReply(author, { threadId: id, body: 'Mine, too.' })
    for (const { personId } of [author, other]) {
      await db().threadBoost.create({ data: { threadId: id, personId } })
      await db().replyBoost.create({ data: { replyId, personId } })
    }
    // Two boosts of persons, three of the source of an import.
    await db().thread.update({ where: { id }, data: { boostBase: 3, boostCount: 5 } })
    await db().reply.update({ where: { id: replyId }, data: { boostBase: 3, boostCount: 5 } })
    const script = fs.readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8')
    await pool().query(script)
    expect(await countsOf(id)).toEqual(name.includes('reply') ? [5, 4] : [4, 5])
    // Again nothing changes.
    await pool().query(script)
    expect(await countsOf(id)).toEqual(name.includes('reply') ? [5, 4] : [4, 5])
    const where = { personId: author.personId }
    expect(await (name.includes('reply') ? db().replyBoost.count({ where }) : db().threadBoost.count({ where }))).toBe(0)
  },
)
