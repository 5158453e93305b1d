/** A page that is left at once opens no connection. */
const beginsAfterMs = 2_000
/** Where no connection can be held, the number is asked for this often. */
const pollMs = 30_000
const lock = 'cairn-live'

/**
 * Calls `show` whenever the number of unread notices changes. One tab of a browser holds a connection to the server and tells the others;
 * when it goes, another takes its place. Where the server has no room, that tab asks from time to time. `poll` returns the number, or null.
 * Returns what shows a number here and in the other tabs.
 */
export function startLive(show: (unread: number) => void, poll: () => Promise<number | null>): (unread: number) => void {
  const channel = new BroadcastChannel('cairn-unread')
  channel.addEventListener('message', ({ data }) => typeof data === 'number' && show(data))
  const tell = (unread: number) => {
    show(unread)
    channel.postMessage(unread)
  }
  const ask = () => void poll().then((unread) => unread !== null && tell(unread))
  const take = () => takeTurn((isLeft) => listen(tell, ask, isLeft))
  let leave = take()
  // A page that is kept for going back must hold nothing.
  addEventListener('pagehide', () => leave())
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) leave = take()
  })
  return tell
}

/** Runs `turn` while no other tab does, until the page is left. Returns what ends it. */
function takeTurn(turn: (left: AbortSignal) => void): () => void {
  const left = new AbortController()
  const timer = setTimeout(() => {
    // Browsers have locks on secure pages alone. Without them each tab asks for itself.
    if (!navigator.locks) return turn(left.signal)
    const untilLeft = () =>
      new Promise<void>((end) => {
        left.signal.addEventListener('abort', () => end())
        turn(left.signal)
      })
    navigator.locks.request(lock, { signal: left.signal }, untilLeft).catch(() => undefined)
  }, beginsAfterMs)
  left.signal.addEventListener('abort', () => clearTimeout(timer))
  return () => left.abort()
}

function listen(tell: (unread: number) => void, ask: () => void, left: AbortSignal): void {
  const source = navigator.locks ? new EventSource('/inbox/live') : null
  let asking: ReturnType<typeof setInterval> | undefined
  const askFromNowOn = () => {
    asking ??= setInterval(ask, pollMs)
  }
  source?.addEventListener('message', ({ data }) => tell(Number(data)))
  // A connection that breaks comes again by itself. One that was refused does not.
  source?.addEventListener('error', () => source.readyState === EventSource.CLOSED && askFromNowOn())
  if (!source) askFromNowOn()
  left.addEventListener('abort', () => {
    source?.close()
    clearInterval(asking)
  })
}
