import { Argument, type Command, Option } from 'commander'
import type { ImportKind } from '../../../lib/exchange/import'
import { fromCaller } from './parse'

const kinds: ImportKind[] = ['discourse', 'stackexchange', 'listing']

/** Commands that import a forum and undo an import. The code of each is loaded when it runs. */
export function addImportCommands(program: Command): void {
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
    // The first command reads the options of both.
    .action(async (source, _options, command) =>
      (await import('../undo-import-command')).undoImportCommand(source, command.optsWithGlobals()),
    )
}
