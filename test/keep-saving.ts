import { postReply } from '../lib/community/threads'
import { pool } from '../lib/platform/db/client'
import { aMember } from './factories'

// Saves reply after reply in the thread that is given and says each number once it is saved, until the process is killed.
const threadId = Number(process.argv[2])
const member = await aMember('Writer of a process that dies')
for (let i = 0; i < 10_000; i++) {
  const { number } = await postReply(member, { threadId, body: `Saved until the end, ${i}.` })
  process.stdout.write(`${number}\n`)
}
await pool().end()
