import type { Command } from 'commander'
import { fromCaller } from './parse'

/** Commands about the installation and what is stored in it. The code of each is loaded when it runs. */
export function addContentCommands(program: Command): void {
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
  const mail = program.command('mail').description('Mail that was sent from here')
  mail
    .command('bounce')
    .description('Read a report about a mail (RFC 3464 or ARF) from standard input, and stop mail to its address')
    .option('--json', 'print what the report says and what was done as JSON')
    .action(async (options) => (await import('../mail-command')).mailBounceCommand(options))
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
