/** Sends a command as its form would. Returns why it was refused, or null. */
export async function sendCommand(to: string, command: string): Promise<string | null> {
  try {
    const response = await fetch(to, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ do: command }),
      // The command counts even if the reader goes to another page at once.
      keepalive: true,
    })
    const { error } = (await response.json()) as { error?: string }
    return error ?? null
  } catch {
    return 'The connection is gone. Try again.'
  }
}
