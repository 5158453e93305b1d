import { type Command, Option } from 'commander'

/** Commands about search, models and related threads. The code of each is loaded when it runs. */
export function addFindingCommands(program: Command): void {
  program
    .command('reindex')
    .description('Build search again from what is stored, in PostgreSQL and in Meilisearch')
    .addOption(new Option('--engine <name>', 'only this one').choices(['postgres', 'meilisearch']))
    .option('--json', 'print how many posts each engine has as JSON')
    .action(async (options) => (await import('../reindex-command')).reindexCommand(options))
  program
    .command('reconcile')
    .description('Compare Meilisearch’s index with the database and send what differs')
    .option('--json', 'print what differs as JSON')
    .action(async (options) => (await import('../reconcile-command')).reconcileCommand(options))
  program
    .command('search-key')
    .description('With MEILI_MASTER_KEY, make a key for Meilisearch that may do no more than Cairn needs')
    .option('--optional', 'wait a minute for Meilisearch; without it, end with a warning')
    .option('--json', 'print the file it is in as JSON')
    .action(async (options) => (await import('../search-key-command')).searchKeyCommand(options))
  const golden = program.command('golden').description('Queries that must find a page among their first three hits')
  golden
    .command('add')
    .description('Add such a query, or change what it must find')
    .argument('<query>', 'as people type it')
    .argument('<hit>', '/threads/12 or /answers/some-slug')
    .option('--json', 'print all golden queries as JSON')
    .action(async (query, hit, options) => (await import('../golden-command')).goldenAddCommand(query, hit, options))
  golden
    .command('check')
    .description('Search for all of them; fails if one does not find what it must')
    .option('--json', 'print those that fail as JSON')
    .action(async (options) => (await import('../golden-command')).goldenCheckCommand(options))
  const model = program.command('model').description('The model that gives texts their meaning')
  model
    .command('fetch')
    .description('Download a model into the data folder and check it')
    .argument('[id]', 'owner/name at the hub')
    .option('--json', 'print what was fetched as JSON')
    .action(async (id, options) => (await import('../model-command')).modelFetchCommand(id, options))
  model
    .command('check')
    .description('Open the model and say what it is')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('../model-command')).modelCheckCommand(options))
  program
    .command('related')
    .description('Find every related list again; stopped, it goes on from there')
    .option('--afresh', 'from the beginning, also where it was stopped on the way')
    .option('--json', 'print how far it came as JSON')
    .action(async (options) => (await import('../related-command')).relatedCommand(options))
}
