import { useRef } from 'react'
import type { Choice, Editor } from './editor'

/** Names are those of @github/markdown-toolbar-element, which does what the buttons say. */
const tools = [
  { name: 'header-2', label: 'Heading', isForLine: true },
  { name: 'bold', label: 'Bold', key: 'b' },
  { name: 'italic', label: 'Italic', key: 'i' },
  { name: 'link', label: 'Link', key: 'k' },
  { name: 'code', label: 'Code' },
  { name: 'quote', label: 'Quote', isForLine: true },
  { name: 'unordered-list', label: 'List' },
  { name: 'ordered-list', label: 'Numbers' },
]

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'markdown-toolbar': React.HTMLAttributes<HTMLElement> & { for: string; class: string }
    }
  }
}

type Props = {
  field: string
  /** Whether the text may cite sources, as a canonical answer does. */
  cites: boolean
  start: () => Promise<Editor>
  isReady: () => boolean
  previewed: boolean
  onPreview: () => void
  choice: Choice
  choose: (choice: Choice) => void
}

/** The buttons above the field. They are complete at once; what they do is loaded with the editor. */
export function Toolbar({ field, cites, start, isReady, previewed, onPreview, choice, choose }: Props) {
  const file = useRef<HTMLInputElement>(null)
  return (
    <markdown-toolbar class="md-tools" for={field} role="toolbar" aria-label="Markdown">
      {tools.map(({ name, label, key, isForLine }) => (
        <button
          className="act"
          type="button"
          key={name}
          data-md-button={name}
          data-key={key}
          data-line={isForLine}
          title={key && `${label} (Ctrl+${key.toUpperCase()})`}
          aria-keyshortcuts={key && `Control+${key.toUpperCase()}`}
          onClickCapture={(event) => {
            if (isReady()) return
            // The click that comes before the editor does is done again once it is there, so that undo knows of it.
            const button = event.currentTarget
            event.stopPropagation()
            void start().then(() => button.click(), ignore)
          }}
          // Enter is a click then.
          onKeyDownCapture={(event) => /^(Enter| )$/.test(event.key) && !isReady() && event.stopPropagation()}
        >
          {label}
        </button>
      ))}
      <button className="act" type="button" data-md-button="picture" onClick={() => file.current?.click()}>
        Picture
      </button>
      {cites && (
        <button className="act" type="button" data-md-button="cite" onClick={() => void start().then((editor) => editor.cite(), ignore)}>
          Cite
        </button>
      )}
      <input
        hidden
        ref={file}
        type="file"
        aria-label="Picture"
        accept="image/png,image/jpeg,image/webp,image/gif"
        onChange={(event) => {
          const picture = event.target.files?.[0]
          if (picture) void start().then((editor) => editor.addPicture(picture), ignore)
          event.target.value = ''
        }}
      />
      <span className="md-end">
        {choice !== 'only-plain' && (
          <button
            className="act"
            type="button"
            data-md-button="plain"
            aria-pressed={choice === 'plain'}
            title="Write in the browser’s own text field"
            onClick={() => choose(choice === 'plain' ? 'rich' : 'plain')}
          >
            Plain field
          </button>
        )}
        <button className="act" type="button" data-md-button="preview" aria-pressed={previewed} onClick={onPreview}>
          Preview
        </button>
      </span>
    </markdown-toolbar>
  )
}

// `useEditor` has said it.
const ignore = () => undefined
