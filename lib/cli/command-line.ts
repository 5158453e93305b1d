import path from 'node:path'
import { Command } from 'commander'
import { EnvError } from '../env'
import { DomainError } from '../errors'
import { importCommand } from './import-command'

/** The command line with all its commands. A wrong call or a bad input is one sentence and exit code 1. */
export async function runCommandLine(argv: string[]): Promise<void> {
  const program = new Command('cairn').description('Works on the database of this installation; no app has to run.')
  program
    .command('import')
    .description('Import a forum: discourse, stackexchange or listing')
    .argument('<kind>', 'discourse, stackexchange or listing')
    .argument('<path>', 'folder, archive or file')
    .option('--source <name>', 'name of the source; the same name continues an earlier import')
    .option('--dry-run', 'read everything, write nothing')
    .option('--json', 'print the report as JSON')
    .action((kind, file, options) => importCommand(kind, fromCaller(file), options))
  program
    .command('admin-link')
    .description('Print the link for the first account that runs the site')
    .action(async () => (await import('./admin-link-command')).adminLinkCommand())
  program
    .command('backup')
    .description('Save everything into one file while the site goes on')
    .argument('<file>', 'such as site.tar.gz; it must not exist yet')
    .action(async (file) => (await import('./backup-command')).backupCommand(fromCaller(file)))
  program
    .command('restore')
    .description('Write a backup into an empty database')
    .argument('<file>', 'what `cairn backup` made, or an automatic backup; one in the bucket of CAIRN_BACKUP_TO by its address')
    .option('--check', 'only read it and say whether it is whole')
    .action(async (file, options) =>
      (await import('./restore-command')).restoreCommand(/^https?:/.test(file) ? file : fromCaller(file), options),
    )
  program
    .command('stats')
    .description('Count what is stored')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./stats-command')).statsCommand(options))
  program
    .command('evaluate')
    .description('Measure search or related threads on a labelled set')
    .argument('<dir>', 'folder with corpus.jsonl, queries.jsonl and perhaps qrels.tsv and candidates.tsv')
    .option('--task <task>', 'search, related, replies or aliases', 'search')
    .option('--queries <file>', 'other queries')
    .option('--misspell <seed>', 'put one seeded misspelling into each query')
    .option('--unrelated <dir>', 'with aliases: a set whose queries no answer settles')
    .option('--baseline <name>', 'rank as forums do that don’t read: hottest, same-tag or random')
    .option('--hide-votes', 'with replies: as if nobody had boosted')
    .option('--older-only', 'only documents created before the query’s own')
    .option('--run <file>', 'write query, document, rank and score, up to 100 a query')
    .option('--engine <name>', 'postgres or meilisearch', 'postgres')
    .option('--json', 'print the figures as JSON')
    .action(async (dir, options) =>
      (await import('./evaluate-command')).evaluateCommand(fromCaller(dir), {
        ...options,
        queries: options.queries && fromCaller(options.queries),
        run: options.run && fromCaller(options.run),
        unrelated: options.unrelated && fromCaller(options.unrelated),
      }),
    )
  program
    .command('recount')
    .description('Work out every counter anew and compare: imported number plus rows')
    .option('--repair', 'write the right numbers where they differ')
    .action(async (options) => (await import('./recount-command')).recountCommand(options))
  program
    .command('reindex')
    .description('Build search anew from what is stored, in PostgreSQL and in Meilisearch')
    .option('--engine <name>', 'only postgres or only meilisearch')
    .action(async (options) => (await import('./reindex-command')).reindexCommand(options))
  program
    .command('reconcile')
    .description('Compare Meilisearch’s index with the database and send what differs')
    .action(async () => (await import('./reconcile-command')).reconcileCommand())
  const golden = program.command('golden').description('Queries that must find a page among their first three hits')
  golden
    .command('add')
    .argument('<query>')
    .argument('<hit>', '/threads/12 or /answers/some-slug')
    .action(async (query, hit) => (await import('./golden-command')).goldenAddCommand(query, hit))
  golden.command('check').action(async () => (await import('./golden-command')).goldenCheckCommand())
  const model = program.command('model').description('The model that gives texts their meaning')
  model
    .command('fetch')
    .description('Download a model into the data folder and check it')
    .argument('[id]', 'owner/name at the hub')
    .action(async (id) => (await import('./model-command')).modelFetchCommand(id))
  model
    .command('check')
    .description('Open the model and say what it is')
    .action(async () => (await import('./model-command')).modelCheckCommand())
  program
    .command('related')
    .description('Work out every related list anew; stopped, it goes on from there')
    .option('--afresh', 'from the beginning, also where it was stopped on the way')
    .action(async (options) => (await import('./related-command')).relatedCommand(options))
  program
    .command('bench')
    .description('Measure pages, search and import on a corpus of its own making')
    .option('--threads <n>', 'threads of the corpus, with replies about five times as many posts')
    .option('--replies <n>', 'replies a thread has on average; none with 0')
    .option('--seed <n>', 'seed of the generator', '1')
    .option('--json', 'print the figures as JSON')
    .option('--only <part>', 'pages, search, meaning, writes, import, growth, attack or kills')
    .option('--seconds <n>', 'how long members write', '20')
    .option('--forum <dir>', 'a Discourse export instead of the corpus of its own making')
    .option('--kill', 'kill the processes twice while members write')
    .action(async (options) =>
      (await import('./bench-command')).benchCommand({ ...options, forum: options.forum && fromCaller(options.forum) }),
    )
  try {
    await program.parseAsync(argv)
    process.exit(0)
  } catch (error) {
    if (!(error instanceof DomainError || error instanceof EnvError)) {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      process.exit(2)
    }
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

/** A path as the person meant it: from where they stand, which is not where npm runs us. */
function fromCaller(file: string): string {
  return path.resolve(process.env.CAIRN_CALLED_FROM ?? process.cwd(), file)
}
