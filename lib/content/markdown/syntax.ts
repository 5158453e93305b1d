import type { Options } from 'mdast-util-from-markdown'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough'
import { gfm } from 'micromark-extension-gfm'

/** Single tildes are used between numbers: 1~3. */
export const tildes = { singleTilde: false }

/** Our Markdown for parsers without unified: GFM, and emphasis beside Chinese, Japanese and Korean punctuation. */
export const syntax: NonNullable<Options['extensions']> = [gfm(tildes), cjkFriendlyExtension(), gfmStrikethroughCjkFriendly(tildes)]
