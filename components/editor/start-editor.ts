import '@github/markdown-toolbar-element'
import { installLink, uninstallLink } from '@github/paste-markdown'
import { bindTools } from './bind-tools'
import { continueLists } from './continue-list'
import type { Choice, Editor } from './editor'
import { listenToKeys } from './keys'
import { takePastes } from './pasting'
import { addPicture } from './pictures'
import { quoteAt } from './quote-at'
import { sendByScript } from './send-form'
import { type Edit, insertText, plainSurface, type Surface } from './surface'

type Options = { choice: Choice; say: (text: string) => void; onSent: () => void }

/** Starts what helps to write in this field. Resolves when all of it is there; someone who types meanwhile loses nothing. */
export async function startEditor(area: HTMLTextAreaElement, { choice, say, onSent }: Options): Promise<Editor> {
  const box = area.closest<HTMLElement>('.q') ?? area
  const composing = watchComposing(area)
  let surface = plainSurface(area)
  let wanted: Choice | 'stopped' = choice
  const edit: Edit = (act) => {
    surface.lend()
    act()
    surface.takeBack()
  }
  function onQuote(event: CustomEvent<string>) {
    event.preventDefault()
    edit(() => insertText(area, quoteAt(area, event.detail)))
  }
  area.addEventListener('quote', onQuote)
  const ends = [
    composing.end,
    () => area.removeEventListener('quote', onQuote),
    listenToKeys(box, area),
    takePastes({ area, surface: () => surface, edit, say }),
    bindTools(box, area, () => surface),
    ...(area.form ? [sendByScript(area.form, { say, onSent })] : []),
  ]

  async function use(next: Choice): Promise<void> {
    wanted = next
    const rich = next === 'rich' ? await import('./code-mirror/mount').catch(() => null) : null
    if (rich) await composing.over()
    if (wanted !== next) return
    surface.remove()
    surface = rich?.mountCodeMirror(area) ?? helpedSurface(area)
  }
  await use(choice)
  return {
    addPicture: (picture) => addPicture(picture, { area, edit, say }),
    cite() {
      edit(() => insertText(area, '[^'))
      say('Type words to look for a source, or paste its address.')
    },
    use,
    stop() {
      wanted = 'stopped'
      for (const end of ends) end()
      surface.remove()
    },
  }
}

/** The textarea, with what CodeMirror does by itself. */
function helpedSurface(area: HTMLTextAreaElement): Surface {
  const end = continueLists(area)
  installLink(area)
  return {
    ...plainSurface(area),
    remove() {
      end()
      uninstallLink(area)
    },
  }
}

/** Watches whether an input method is composing a word. To replace the field then would end it. */
function watchComposing(area: HTMLTextAreaElement) {
  let isComposing = false
  const onStart = () => {
    isComposing = true
  }
  const onEnd = () => {
    isComposing = false
  }
  area.addEventListener('compositionstart', onStart)
  area.addEventListener('compositionend', onEnd)
  return {
    over: () => (isComposing ? new Promise((resolve) => area.addEventListener('compositionend', resolve, { once: true })) : null),
    end() {
      area.removeEventListener('compositionstart', onStart)
      area.removeEventListener('compositionend', onEnd)
    },
  }
}
