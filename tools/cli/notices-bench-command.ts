import { benchNotices } from '../bench'

const ms = (value: number) => value.toFixed(2).padStart(9)

/** `npm run bench -- --only notices`: what a reply costs that many follow, and whether everyone is told once while workers are killed. */
export async function noticesBenchCommand(databaseUrl: string, json = false): Promise<void> {
  const figures = await benchNotices(databaseUrl)
  const { watchers, replies, unwatched, watched, ratio, told } = figures
  const lines = [
    `\nCPU of a reply, median of ${replies}, ms     process  database      both`,
    `  nobody follows the thread          ${ms(unwatched.processMs)} ${ms(unwatched.databaseMs)} ${ms(unwatched.bothMs)}`,
    `  ${watchers} people do                    ${ms(watched.processMs)} ${ms(watched.databaseMs)} ${ms(watched.bothMs)}   ${ratio.toFixed(2)} times`,
    `Told of ${told.replies} of them, with ${told.kills} workers killed: ${told.notices} notices in ${told.seconds.toFixed(0)} s, ${told.wrong} replies told to fewer or more`,
  ]
  process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : `${lines.join('\n')}\n`)
}
