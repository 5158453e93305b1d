import type { HeldJobs as Held } from '@/lib/exchange/backup'
import { counted } from '@/lib/shared'

const words: Record<string, [one: string, many: string]> = {
  'mail.send': ['mail', 'mails'],
  'related.refresh': ['list of related threads to work out', 'lists of related threads to work out'],
}

/** Jobs that waited when a backup was made, and that the restore holds: an admin decides before anything is sent. */
export function HeldJobs({ held }: { held: Held[] }) {
  if (held.length === 0) return null
  return (
    <section className="desk-sec" aria-labelledby="h-held">
      <div className="sec-head">
        <h2 id="h-held">Held after the restore</h2>
      </div>
      <p className="quiet">
        This site was restored from a backup. These things were waiting when the backup was made. Release them if this site replaces the old
        one. Discard them if this is a copy: otherwise people get the same mail twice.
      </p>
      {held.map(({ name, count }) => {
        const [one, many] = words[name] ?? [`job “${name}”`, `jobs “${name}”`]
        return (
          <form className="do" method="post" action="/admin" key={name}>
            <input type="hidden" name="name" value={name} />
            <span>{counted(count, one, many)}</span>
            <span className="pair">
              <button className="btn btn-s" type="submit" name="do" value="release" aria-label={`Release ${many}`}>
                Release
              </button>
              <button className="btn btn-s" type="submit" name="do" value="discard" aria-label={`Discard ${many}`}>
                Discard
              </button>
            </span>
          </form>
        )
      })}
    </section>
  )
}
