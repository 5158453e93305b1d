import type { RefObject } from 'react'

/** The element of the tools, within the `.q` of their field. */
export type Root = RefObject<HTMLDivElement | null>

/** Returns the textarea that the tools belong to. */
export const areaOf = (root: Root): HTMLTextAreaElement | null => root.current?.closest('.q')?.querySelector('textarea') ?? null
