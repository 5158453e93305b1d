/** Until what failed is tried again, unless the browser says before that it is connected again. */
const retryMs = 20_000

/** Tries again what could not be saved because the connection or the site was away. */
export type WhenBack = { wait(): void; waits(): boolean; stop(): void; end(): void }

/** `again` runs once after each `wait()`. `end()` is for a form that is gone. */
export function whenBack(again: () => void): WhenBack {
  let timer: ReturnType<typeof setTimeout> | undefined
  function stop() {
    clearTimeout(timer)
    timer = undefined
  }
  function go() {
    if (timer === undefined) return
    stop()
    again()
  }
  window.addEventListener('online', go)
  return {
    wait() {
      stop()
      timer = setTimeout(go, retryMs)
    },
    waits: () => timer !== undefined,
    stop,
    end() {
      stop()
      window.removeEventListener('online', go)
    },
  }
}

/** Whether saving may succeed later: what the site refuses, it would refuse again. */
export const isAway = (response: Response | null) => response === null || response.status >= 500
