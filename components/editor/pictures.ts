import { type Edit, insertText, replaceWords } from './surface'

/** Returns the pictures among what is pasted or dropped. */
export const picturesOf = (data: DataTransfer | null) => [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'))

type Options = { area: HTMLTextAreaElement; edit: Edit; say: (text: string) => void }

let count = 0

/**
 * Sends a picture. Words at the cursor hold its place meanwhile, so that one can go on writing. A failure is said, and the place is given
 * up.
 */
export async function addPicture(picture: File, { area, edit, say }: Options): Promise<void> {
  const name = picture.name.replace(/\.\w+$/, '').replace(/[[\]\\]/g, ' ')
  const place = `![${name}](adding picture ${++count} …)`
  edit(() => insertText(area, place))
  say(`Adding ${picture.name} …`)
  const { url, error } = await send(picture)
  // Someone who writes elsewhere by now is not called back to the field.
  replaceWords(area, place, url ? `![${name}](${url})` : '')
  say(url ? 'Added. The words in brackets describe it to those who can’t see it.' : error)
}

async function send(picture: File): Promise<{ url: string | null; error: string }> {
  const body = new FormData()
  body.set('picture', picture)
  try {
    const response = await fetch('/uploads', { method: 'POST', headers: { Accept: 'application/json' }, body })
    const answer = await response.json()
    return { url: response.ok ? answer.data.url : null, error: answer.error }
  } catch {
    return { url: null, error: 'The picture could not be sent: the connection is gone.' }
  }
}
