/** Next calls this with whatever a page or route handler throws. The server in front of it logs and answers (`lib/web/server`). */
export async function onRequestError(error: unknown): Promise<void> {
  // The file is compiled for Next's edge runtime too, where nothing of ours runs.
  if (process.env.NEXT_RUNTIME === 'edge') return
  const { noteFault } = await import('./lib/web/http')
  noteFault(error)
}
