export type PictureFormat = { name: 'jpeg' | 'png' | 'webp' | 'gif'; extension: string; type: string }

const formats: { format: PictureFormat; isOne(head: string): boolean }[] = [
  { format: { name: 'jpeg', extension: 'jpg', type: 'image/jpeg' }, isOne: (head) => head.startsWith('\xff\xd8\xff') },
  { format: { name: 'png', extension: 'png', type: 'image/png' }, isOne: (head) => head.startsWith('\x89PNG\r\n\x1a\n') },
  { format: { name: 'gif', extension: 'gif', type: 'image/gif' }, isOne: (head) => /^GIF8[79]a/.test(head) },
  { format: { name: 'webp', extension: 'webp', type: 'image/webp' }, isOne: (head) => /^RIFF[\s\S]{4}WEBP/.test(head) },
]

/**
 * Returns the format of a picture by its first bytes, or null for any other file. The decoder gets only these formats, because the library
 * would also read drawings and documents, which can take any time.
 */
export function pictureFormatOf(bytes: Buffer): PictureFormat | null {
  const head = bytes.subarray(0, 16).toString('latin1')
  return formats.find(({ isOne }) => isOne(head))?.format ?? null
}
