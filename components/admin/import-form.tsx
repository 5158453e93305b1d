import { Field } from '@/components/ui/field'
import { env } from '@/lib/platform/env'
import { bytesOf, urls } from '@/lib/shared'
import { sentForm, sentValue } from '@/lib/web/http'

export const importKindNames = { discourse: 'Discourse', stackexchange: 'Stack Exchange', listing: 'A pasted topic page' } as const
const kindWords = {
  discourse: 'JSON that was saved from the site: /t/ID.json, /site.json',
  stackexchange: 'the XML files of a data dump, Posts.xml first',
  listing: 'one file of text',
} as const

/** Choose an export. It is read first, and nothing is written before an admin has seen what would come. */
export function ImportForm() {
  const form = sentForm()
  const kind = sentValue(form, 'kind', 'discourse')
  const restricted = sentValue(form, 'restricted')
  return (
    <form className="form-narrow" method="post" action={urls.adminImport()} encType="multipart/form-data">
      <p>
        The worker reads the export first and writes nothing. You see what would come, and then decide. Nothing is imported twice, also if
        you import a newer export later.
      </p>
      <input type="hidden" name="do" value="upload" />
      <fieldset className="q mt-4">
        <legend className="lab">Where it comes from</legend>
        {(['discourse', 'stackexchange', 'listing'] as const).map((each) => (
          <label className="tick" key={each}>
            <input type="radio" name="kind" value={each} defaultChecked={kind === each} />
            <span>
              {importKindNames[each]} <span className="meta">{kindWords[each]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <details className="my-4" open={form !== undefined && form.field !== 'file'}>
        <summary className="fold">More choices</summary>
        <Field
          form={form}
          name="source"
          label="Name of the source"
          maxLength={60}
          hint="Only if you import several forums of one kind. The same name continues an earlier import."
        />
        <Field
          form={form}
          name="base"
          label="Address of the forum"
          maxLength={300}
          hint="For its links and pictures. If you leave this empty, it is looked for in the export."
        />
        <div className="q">
          <label className="tick">
            <input type="checkbox" name="includeHidden" value="1" defaultChecked={sentValue(form, 'includeHidden') !== ''} />
            <span>
              Private, deleted and hidden posts too <span className="meta">hidden here: editors alone see them</span>
            </span>
          </label>
          <label className="tick">
            <input type="checkbox" name="fetchPictures" value="1" defaultChecked={sentValue(form, 'fetchPictures') !== ''} />
            <span>Fetch pictures from other sites</span>
          </label>
        </div>
        <div className="q">
          <label className="lab" htmlFor="restricted">
            Categories that not everyone may read
          </label>
          <select className="field" id="restricted" name="restricted" defaultValue={restricted}>
            <option value="">Leave them out</option>
            <option value="members">Bring them for members</option>
            <option value="editors">Bring them for editors</option>
          </select>
        </div>
      </details>
      <Field
        form={form}
        name="file"
        label="Files"
        type="file"
        multiple
        hint={`An archive (.zip, .tar, .tar.gz, .tar.xz) of at most ${bytesOf(env().imports.bytes)}, or the files of an export. They are removed after the import.`}
        required
      />
      <p className="mt-4">
        <button className="btn btn-do" type="submit">
          Upload and read
        </button>
      </p>
    </form>
  )
}
