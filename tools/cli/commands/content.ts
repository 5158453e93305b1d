import { Argument, type Command, Option } from 'commander'
import type { ImportKind } from '../../../lib/exchange/import'
import { fromCaller } from './parse'

const kinds: ImportKind[] = ['discourse', 'stackexchange', 'listing']

/** Commands about the installation and what is stored in it. The code of each is loaded when it runs. */
export function addContentCommands(program: Command): void {
  const importing = program.command('import')
  importing
    .description('Import a forum: discourse, stackexchange or listing')
    .addArgument(new Argument('<kind>', 'form of the source').choices(kinds))
    .argument('<path>', 'folder, archive or file')
    .option('--source <name>', 'name of the source; the same name continues an earlier import')
    .option('--base <address>', 'address of the forum, for relative links and pictures; without it, it is looked for in the export')
    .option('--fetch-pictures', 'bring pictures of other sites too, not only those beside the export')
    .option('--dry-run', 'read everything, write nothing')
    .option('--recheck', 'only hide what an earlier import of this source brought although it is not public there')
    .option('--include-hidden', 'bring private messages, deleted, unlisted and hidden posts as hidden: editors alone see them')
    .addOption(
      new Option('--restricted <who>', 'bring threads of categories that not everyone may read, for these people').choices([
        'members',
        'editors',
      ]),
    )
    .option('--json', 'print the report as JSON')
    .action(async (kind, file, options) => (await import('../import-command')).importCommand(kind, fromCaller(file), options))
  importing
    .command('undo')
    .description('Remove what an import brought and nobody here has built on; list the rest')
    .argument('<source>', 'name of the source: its --source, or the kind where none was given')
    .option('--dry-run', 'say what would be removed, remove nothing')
    .option('--json', 'print the report as JSON')
    // What both commands take is read by the first of them.
    .action(async (source, _options, command) =>
      (await import('../undo-import-command')).undoImportCommand(source, command.optsWithGlobals()),
    )
  program
    .command('migrate')
    .description('Bring the database of DATABASE_URL up to date, before web and worker start')
    .option('--json', 'print the migrations applied as JSON')
    .action(async (options) => (await import('../migrate-command')).migrateCommand(options))
  program
    .command('admin-link')
    .description('Print the link for the first account that runs the site')
    .option('--json', 'as JSON; null where there is an admin already')
    .action(async (options) => (await import('../admin-link-command')).adminLinkCommand(options))
  program
    .command('backup')
    .description('Save everything into one file while the site goes on')
    .argument('<file>', 'such as site.tar.gz; it must not exist yet')
    .option('--json', 'print what was saved as JSON')
    .action(async (file, options) => (await import('../backup-command')).backupCommand(fromCaller(file), options))
  program
    .command('restore')
    .description('Write a backup into an empty database')
    .argument('<file>', 'what `cairn backup` made, or an automatic backup; one in the bucket of CAIRN_BACKUP_TO by its address')
    .option('--check', 'only read it and say whether it is whole')
    .option('--json', 'print what was read and written as JSON')
    .action(async (file, options) =>
      (await import('../restore-command')).restoreCommand(/^https?:/.test(file) ? file : fromCaller(file), options),
    )
  const sample = program.command('sample').description('The content of the first start')
  sample
    .command('remove')
    .description('Remove what nobody has worked on; what people wrote stays, and is listed')
    .option('--dry-run', 'say what would be removed and what would stay, change nothing')
    .option('--json', 'print both as JSON')
    .action(async (options) => (await import('../sample-command')).sampleRemoveCommand(options))
  program
    .command('stats')
    .description('Count what is stored')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('../stats-command')).statsCommand(options))
  program
    .command('recount')
    .description('Count again everything that is counted, and compare: imported number plus rows')
    .option('--repair', 'write the right numbers where they differ')
    .option('--json', 'print every counter as JSON')
    .action(async (options) => (await import('../recount-command')).recountCommand(options))
}
