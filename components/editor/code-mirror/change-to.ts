/** Returns the smallest change that makes one text of the other, so that cursor and undo keep what has stayed. */
export function changeTo(now: string, next: string): { from: number; to: number; insert: string } | [] {
  if (now === next) return []
  let from = 0
  const most = Math.min(now.length, next.length)
  while (from < most && now[from] === next[from]) from++
  let end = 0
  while (end < most - from && now[now.length - 1 - end] === next[next.length - 1 - end]) end++
  return { from, to: now.length - end, insert: next.slice(from, next.length - end) }
}
