import { connect } from 'node:net'
import { type RunningCopy, runCopy, until } from './running-copy'

const say = (text: string) => process.stderr.write(`${text}\n`)

/**
 * Starts `npm run dev` in a copy of this clone and changes a page, an action, a file of the server and one of the worker there, and makes
 * a mistake and mends it. @throws Error if a change is not seen, or something is left running after Ctrl+C.
 */
export async function tryDev(): Promise<void> {
  const copy = await runCopy(say)
  try {
    await until('`npm run dev` is ready', () => isReady(copy))
    await seesChanges(copy)
    await endsWhole(copy)
    say('`npm run dev` follows every kind of file and leaves nothing running.')
  } catch (error) {
    throw new Error(`${(error as Error).message}\n--- what npm run dev wrote ---\n${copy.output()}`)
  } finally {
    copy.remove()
  }
}

function isReady({ output }: RunningCopy): boolean {
  if (/did not start/.test(output())) throw new Error('It did not start.')
  return output().includes('Cairn is ready')
}

async function seesChanges(copy: RunningCopy): Promise<void> {
  const { site, output, edit } = copy
  const get = async (address: string) => (await fetch(`${site}${address}`)).text()

  for (const [name, port] of [
    ['web', copy.inspectPort],
    ['worker', copy.inspectPort + 1],
  ] as const)
    await until(`the ${name} process has a debugger’s port`, async () => (await fetch(`http://127.0.0.1:${port}/json/version`)).ok)
  say('· debuggers can connect')

  await until('a page is served', async () => (await get('/sign-in')).includes('Forgot the password'))
  edit('app/sign-in/page.tsx', 'Forgot the password', 'The password is lost')
  await until('the page shows its change', async () => (await get('/sign-in')).includes('The password is lost'))
  say('· a page shows its change')

  edit('lib/web/actions/accounts.ts', "required('Type your password.', 128)", "required('Here goes your password.', 128)")
  await until('the action says its new sentence', async () => (await signInWithout(site)).includes('Here goes your password.'))
  say('· an action does what it says now')

  edit('lib/web/server/front.ts', "'ok\\n'", "'well\\n'")
  await until('the server replies with its new word', async () => (await get('/healthz')) === 'well\n')
  say('· the server has its change')

  const before = output().length
  edit('lib/worker/worker.ts', '  await prepareJobs()\n', "  await prepareJobs()\n  log('info', 'a changed worker')\n")
  await until('the changed worker runs', () => output().includes('a changed worker'))
  await until('it says that it is ready', () => output().slice(before).includes('worker is ready again'))
  if (output().slice(before).includes('web starts again')) throw new Error('The web process started again for a file of the worker.')
  say('· the worker has its change, and the server went on')

  edit('lib/web/server/front.ts', "'well\\n'", "'well\\n' +")
  await until('a mistake ends the server', () => output().includes('web ended.'))
  edit('lib/web/server/front.ts', "'well\\n' +", "'mended\\n'")
  await until('the mended server replies', async () => (await get('/healthz')) === 'mended\n')
  await until('the page is still there', async () => (await get('/sign-in')).includes('The password is lost'))
  say('· a mistake is mended by the next change')
}

/** Sends the form of the sign-in page without a password. Returns the page that says what is missing. */
async function signInWithout(site: string): Promise<string> {
  const body = new URLSearchParams({ email: 'mira@example.org', password: '', next: '' })
  return (await fetch(`${site}/sign-in`, { method: 'POST', body })).text()
}

async function endsWhole(copy: RunningCopy): Promise<void> {
  // A browser that has the page open holds this connection.
  const held = connect(Number(new URL(copy.site).port), '127.0.0.1')
  held.on('error', () => undefined)
  await new Promise((resolve) => held.once('connect', resolve))
  const code = await copy.interrupt()
  // npm ends by the same signal; Node then tells no code.
  if (code !== 0 && code !== null) throw new Error(`Ctrl+C ended \`npm run dev\` with ${code}.`)
  await until('nothing runs after Ctrl+C', () => copy.leftOver().length === 0).catch(() => {
    throw new Error(`Left running: ${copy.leftOver().join('\n')}`)
  })
  if (copy.output().includes('did not stop cleanly')) throw new Error('A process did not stop cleanly.')
}
