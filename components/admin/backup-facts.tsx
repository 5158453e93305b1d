import { FullTime } from '@/components/ui/time'
import type { BackupsView } from '@/lib/exchange/backup'
import { bytesOf, counted } from '@/lib/shared'
import { Fact } from './fact'

/** Automatic backups: the latest, where they are, and a button for one more. */
export function BackupFacts({ backups: { on, place, last } }: { backups: BackupsView }) {
  return (
    <section className="desk-sec" aria-labelledby="h-backups">
      <div className="sec-head">
        <h2 id="h-backups">Backups</h2>
      </div>
      {!on && (
        <p className="quiet">
          This site makes no backups by itself. Run <code>npm run cairn -- backup FILE</code> every day, or set CAIRN_BACKUP_TO.
        </p>
      )}
      <dl className="facts">
        {on && <Fact name="Automatic backups" value="Every night, and before every update" />}
        {on && <Fact name="Kept in" value={place} />}
        {last ? (
          <>
            <Fact name="Latest" value={<FullTime date={new Date(last.at)} />} />
            <Fact name="Its size" value={`${bytesOf(last.bytes)}, and ${counted(last.pictures, 'picture', 'pictures')} beside it`} />
            <Fact name="Kept" value={counted(last.kept, 'backup', 'backups')} />
          </>
        ) : (
          on && <Fact name="Latest" value="None yet" />
        )}
      </dl>
      {on && (
        <form className="do" method="post" action="/admin">
          <button className="btn" type="submit" name="do" value="backup">
            Make a backup now
          </button>
        </form>
      )}
    </section>
  )
}
