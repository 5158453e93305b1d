import { nameToEmoji } from 'gemoji'

/** Names that forums use and the common list has under another. */
const otherNames: Record<string, string> = {
  slight_smile: 'slightly_smiling_face',
  slight_frown: 'slightly_frowning_face',
  upside_down: 'upside_down_face',
  face_with_raised_eyebrow: 'raised_eyebrow',
  crazy_face: 'zany_face',
  hugging: 'hugs',
  thinking_face: 'thinking',
  nerd: 'nerd_face',
}

/** The character of a short name such as `:wink:`; what is not known stays as it is. */
export function emojiOf(name: string): string {
  const bare = name.replace(/^:|:(t[2-6])?:?$/g, '')
  return nameToEmoji[otherNames[bare] ?? bare] ?? name
}
