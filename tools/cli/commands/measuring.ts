import { type Command, Option } from 'commander'
import { digits, fromCaller } from './parse'

/** Commands that measure, on a database that is removed afterwards. The code of each is loaded when it runs. */
export function addMeasuringCommands(program: Command): void {
  addEvaluate(program)
  addBench(program)
}

function addEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('Measure search or related threads on a labelled set')
    .argument(
      '<dir>',
      'folder with corpus.jsonl, queries.jsonl and perhaps qrels.tsv and candidates.tsv; with no-longer-works a Discourse export',
    )
    .addOption(
      new Option('--task <task>', 'what to measure')
        .choices(['search', 'related', 'replies', 'aliases', 'asking', 'gaps', 'asks-nothing', 'no-longer-works', 'coverage'])
        .default('search'),
    )
    .option('--queries <file>', 'other queries')
    .option('--misspell <seed>', 'put one seeded misspelling into each query', digits)
    .option('--unrelated <dir>', 'with aliases or coverage: a set that no answer settles; with gaps: a set whose documents are noise')
    .option(
      '--labels <file>',
      'other labels: an id and, with asks-nothing, “asks” or “nothing” a line, with no-longer-works “fails” or “other”',
    )
    .addOption(new Option('--baseline <name>', 'rank as forums do that don’t read').choices(['hottest', 'same-tag', 'random']))
    .option('--sample <n>', 'with asking: only so many queries, drawn by a seed', digits)
    .option('--hide-votes', 'with replies: as if nobody had boosted')
    .option('--older-only', 'only documents created before the query’s own')
    .option('--run <file>', 'write query, document, rank and score, up to 100 a query; with coverage answer, thread, likelihood and label')
    .addOption(new Option('--engine <name>', 'which one finds').choices(['postgres', 'meilisearch']).default('postgres'))
    .option('--json', 'print the figures as JSON')
    .action(async (dir, options) =>
      (await import('../evaluate-command')).evaluateCommand(fromCaller(dir), {
        ...options,
        queries: options.queries && fromCaller(options.queries),
        run: options.run && fromCaller(options.run),
        unrelated: options.unrelated && fromCaller(options.unrelated),
        labels: options.labels && fromCaller(options.labels),
      }),
    )
}

function addBench(program: Command): void {
  program
    .command('bench')
    .description('Measure pages, search and import on a corpus of its own making')
    .option('--threads <n>', 'threads of the corpus, with replies about five times as many posts', digits)
    .option('--replies <n>', 'replies a thread has on average; none with 0', digits)
    .option('--seed <n>', 'seed of the generator', digits, '1')
    .option('--json', 'print the figures as JSON')
    .addOption(
      new Option('--only <part>', 'only this').choices([
        'pages',
        'first',
        'search',
        'semantic',
        'writes',
        'import',
        'growth',
        'attack',
        'kills',
        'notices',
        'gaps',
      ]),
    )
    .option('--seconds <n>', 'how long members write', digits, '20')
    .option('--forum <dir>', 'a Discourse export instead of the corpus of its own making')
    .option('--kill', 'kill the processes twice while members write')
    .action(async (options) =>
      (await import('../bench-command')).benchCommand({ ...options, forum: options.forum && fromCaller(options.forum) }),
    )
}
