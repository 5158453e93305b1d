/** `rich` is CodeMirror, `plain` the textarea, and `only-plain` the textarea where the first is not offered: on phones and tablets. */
export type Choice = 'rich' | 'plain' | 'only-plain'

/** What the loaded editor does for the toolbar. */
export type Editor = { addPicture(picture: File): Promise<void>; cite(): void; use(choice: Choice): Promise<void>; stop(): void }
