import { readReport, recordReport } from '../../lib/notices/stopping'
import { DomainError } from '../../lib/platform/errors'
import { print } from './print'
import { withDatabase } from './with-database'

/** A report has the mail in it at most; more is something else. */
const bytesMax = 20_000_000

/** `cairn mail bounce`: reads a report about a mail from standard input, and stops mail to its address. */
export async function mailBounceCommand({ json }: { json?: boolean }): Promise<void> {
  const report = await readReport(await readInput())
  const outcome = report && (await withDatabase(() => recordReport(report)))
  print(json, { report, outcome }, outcome ? sentences(outcome) : ['The report says nothing after which mail must stop.'])
}

type Outcome = Awaited<ReturnType<typeof recordReport>>

const sentences = ({ stopped, stoppedBefore, unknown }: Outcome) => [
  ...stopped.map((address) => `Mail to ${address} is stopped. The page /admin/mail lets it go on.`),
  ...stoppedBefore.map((address) => `Mail to ${address} was stopped before.`),
  ...unknown.map((address) => `No mail went to ${address || 'the address of the report'} from here, so nothing was changed.`),
]

async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of process.stdin) {
    bytes += chunk.length
    if (bytes > bytesMax)
      throw new DomainError('invalid', `Standard input has more than ${bytesMax / 1_000_000} MB: this is no report about a mail.`)
    chunks.push(chunk)
  }
  if (bytes === 0)
    throw new DomainError('invalid', 'Standard input is empty. Hand the report to it, such as `cairn mail bounce < report.eml`.')
  return Buffer.concat(chunks)
}
