import { nameToEmoji } from 'gemoji'

/** Names of forums that the common list has under another name. */
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

/** Returns the character for a short name such as `:wink:`. An unknown name is returned unchanged. */
export function emojiOf(name: string): string {
  const bare = name.replace(/^:|:(t[2-6])?:?$/g, '')
  return nameToEmoji[otherNames[bare] ?? bare] ?? name
}
